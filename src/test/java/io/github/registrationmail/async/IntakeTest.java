package io.github.registrationmail.async;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Multi<Integer> NUMBERS = Multi.createFrom().range(0, 1_000);

  private final List<Integer> taken = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> works = new CopyOnWriteArrayList<>();
  private final AtomicInteger restored = new AtomicInteger();

  @Test
  void takesNoMoreAtOnceThanItMay() {
    Intake<Integer> intake = started(endless(), 2);
    assertEquals(List.of(0, 1), taken);
    assertEquals(2, intake.inFlight());
    works.get(1).complete(null);
    assertEquals(List.of(0, 1, 2), taken);
    assertEquals(2, intake.inFlight());
  }

  @Test
  void takesMoreAsSoonAsItMay() {
    Intake<Integer> intake = started(endless(), 0);
    assertEquals(List.of(), taken);
    intake.resize(3);
    assertEquals(List.of(0, 1, 2), taken);
  }

  @Test
  void takesNothingUntilFewerThanItMayAreUnderWay() {
    Intake<Integer> intake = started(endless(), 3);
    intake.resize(1);
    works.get(0).complete(null);
    works.get(1).complete(null);
    assertEquals(3, taken.size());
    works.get(2).complete(null);
    assertEquals(4, taken.size());
  }

  @Test
  void goesOnAfterAHandlerThatFails() {
    Intake<Integer> intake = started(endless(), 1);
    works.get(0).completeExceptionally(new IllegalStateException("thrown by the test"));
    assertEquals(List.of(0, 1), taken);
    assertEquals(1, intake.inFlight());
  }

  @Test
  void stopsWhenAllThatWasTakenHasEnded() {
    Intake<Integer> intake = started(endless(), 2);
    CompletableFuture<Void> stopped = intake.stop();
    works.get(0).complete(null);
    assertFalse(stopped.isDone());
    works.get(1).complete(null);
    assertTrue(stopped.isDone());
    assertEquals(List.of(0, 1), taken);
  }

  @Test
  void stopsAtOnceWhenNothingWasTaken() {
    assertTrue(started(endless(), 0).stop().isDone());
  }

  @Test
  void doesNotBeginOnceItIsStopped() {
    Intake<Integer> intake = intake(endless(), 2);
    assertTrue(intake.stop().isDone());
    intake.start();
    assertEquals(List.of(), taken);
  }

  /** The broker cancels a consumer whose queue is gone. */
  @Test
  void restoresAStreamThatEndsAndSubscribesAgain() {
    AtomicInteger subscribed = new AtomicInteger();
    Multi<Integer> source =
        Multi.createFrom()
            .deferred(() -> subscribed.getAndIncrement() == 0 ? firstTwo() : endless());
    Intake<Integer> intake = started(source, 3);
    assertEquals(List.of(0, 1), taken);
    assertEquals(0, restored.get());
    await().atMost(Duration.ofSeconds(10)).until(() -> taken.size() == 3);
    assertEquals(1, restored.get());
    assertEquals(3, intake.inFlight());
  }

  private static Multi<Integer> endless() {
    return NUMBERS;
  }

  private static Multi<Integer> firstTwo() {
    return NUMBERS.select().first(2);
  }

  private Intake<Integer> started(Multi<Integer> source, int atOnce) {
    Intake<Integer> intake = intake(source, atOnce);
    intake.start();
    return intake;
  }

  private Intake<Integer> intake(Multi<Integer> source, int atOnce) {
    return new Intake<>(source, atOnce, this::work, this::restore);
  }

  private Uni<Void> work(int item) {
    taken.add(item);
    CompletableFuture<Void> work = new CompletableFuture<>();
    works.add(work);
    return Uni.createFrom().completionStage(work);
  }

  private Uni<Void> restore() {
    restored.incrementAndGet();
    return Uni.createFrom().voidItem();
  }
}
