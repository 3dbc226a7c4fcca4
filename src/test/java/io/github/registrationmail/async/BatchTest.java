package io.github.registrationmail.async;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final List<List<Integer>> runs = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<List<String>>> answers = new CopyOnWriteArrayList<>();

  @Test
  void runsALoneCallAtOnce() {
    CompletableFuture<String> answer = submit(batch(10, 1), 7);
    assertEquals(List.of(List.of(7)), runs);
    finish(0);
    assertEquals("7", answer.join());
  }

  @Test
  void collectsWhatComesWhileARunIsUnderWay() {
    Batch<Integer, String> batch = batch(10, 1);
    CompletableFuture<String> first = submit(batch, 1);
    CompletableFuture<String> second = submit(batch, 2);
    CompletableFuture<String> third = submit(batch, 3);
    assertEquals(List.of(List.of(1)), runs);
    finish(0);
    assertEquals(List.of(List.of(1), List.of(2, 3)), runs);
    finish(1);
    assertEquals("1", first.join());
    assertEquals("2", second.join());
    assertEquals("3", third.join());
  }

  @Test
  void neverRunsMoreThanTheLanesNorMoreInOneThanItsSize() {
    Batch<Integer, String> batch = batch(3, 2);
    IntStream.range(0, 10).forEach(i -> submit(batch, i));
    assertEquals(List.of(List.of(0), List.of(1)), runs);
    finish(1);
    assertEquals(List.of(2, 3, 4), runs.get(2));
  }

  @Test
  void doesNotWaitForARunThatTakesLong() {
    Batch<Integer, String> batch = batch(10, 1);
    CompletableFuture<String> first = submit(batch, 1);
    CompletableFuture<String> second = submit(batch, 2);
    await().atMost(Duration.ofSeconds(5)).until(() -> runs.size() == 2);
    CompletableFuture<String> third = submit(batch, 3);
    finish(0);
    assertEquals("1", first.join());
    assertEquals(2, runs.size());
    finish(1);
    assertEquals("2", second.join());
    finish(2);
    assertEquals("3", third.join());
  }

  @Test
  void failsEachCallOfARunThatDoesNotAnswerAllAndGoesOn() {
    Batch<Integer, String> batch = batch(10, 1);
    submit(batch, 1);
    CompletableFuture<String> second = submit(batch, 2);
    CompletableFuture<String> third = submit(batch, 3);
    finish(0);
    answers.get(1).complete(List.of("2"));
    assertThrows(Exception.class, second::join);
    assertThrows(Exception.class, third::join);
    CompletableFuture<String> fourth = submit(batch, 4);
    finish(2);
    assertEquals("4", fourth.join());
  }

  @Test
  void givesItsLaneBackWhereNoTimerCanBeSet() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    Batch<Integer, String> batch =
        new Batch<>(
            10,
            1,
            items -> Uni.createFrom().item(items.stream().map(String::valueOf).toList()),
            (time, work) -> {
              if (refuses.get()) {
                throw new RejectedExecutionException("thrown by the test");
              }
              return new CompletableFuture<>();
            });
    assertThrows(Exception.class, submit(batch, 1)::join);
    refuses.set(false);
    assertEquals("2", submit(batch, 2).join());
  }

  @Test
  void failsEachCallOfARunThatFailsAndGoesOn() {
    Batch<Integer, String> batch = batch(10, 1);
    CompletableFuture<String> first = submit(batch, 1);
    CompletableFuture<String> second = submit(batch, 2);
    answers.get(0).completeExceptionally(new IllegalStateException("away"));
    assertThrows(Exception.class, first::join);
    assertFalse(second.isDone());
    finish(1);
    assertEquals("2", second.join());
  }

  @Test
  void doesNotRunWhatWasCancelledWhileItWaited() {
    Batch<Integer, String> batch = batch(10, 1);
    var unused = submit(batch, 1);
    Cancellable gone = batch.submit(2).subscribe().with(answer -> {});
    CompletableFuture<String> third = submit(batch, 3);
    gone.cancel();
    finish(0);
    assertEquals(List.of(List.of(1), List.of(3)), runs);
    finish(1);
    assertEquals("3", third.join());
  }

  private Batch<Integer, String> batch(int size, int lanes) {
    return new Batch<>(size, lanes, this::run);
  }

  private Uni<List<String>> run(List<Integer> items) {
    runs.add(items);
    answers.add(new CompletableFuture<>());
    return Uni.createFrom().completionStage(answers.get(answers.size() - 1));
  }

  private static CompletableFuture<String> submit(Batch<Integer, String> batch, int item) {
    return batch.submit(item).subscribeAsCompletionStage();
  }

  private void finish(int run) {
    answers.get(run).complete(runs.get(run).stream().map(String::valueOf).toList());
  }
}
