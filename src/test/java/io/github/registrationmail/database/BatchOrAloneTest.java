package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the rows of a batch that MySQL refuses. */
class BatchOrAloneTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Integer> alone = new ArrayList<>();
  private final CompletableFuture<Void> first = new CompletableFuture<>();

  @BeforeEach
  void measure() {
    Metrics.addRegistry(meters);
  }

  @AfterEach
  void measureNoMore() {
    Metrics.removeRegistry(meters);
  }

  @Test
  void isDoneAloneIfOneOfThemIsToBlame() {
    assertEquals(List.of("1", "2", "3"), answers(new MySQLException("too long", 1406, "22001")));
    assertEquals(0, fallbacks());
  }

  @Test
  void isDoneAloneIfTheStatementIsToBlameAndSaysSo() {
    assertEquals(List.of("1", "2", "3"), answers(new MySQLException("no", 3569, "HY000")));
    assertEquals(1, fallbacks());
  }

  @Test
  void isNotTriedOneByOneWhenTheServerTakesNothing() {
    MySQLException readOnly = new MySQLException("read-only", 1290, "HY000");
    var failure = assertThrows(CompletionException.class, () -> answers(readOnly));
    assertEquals(readOnly, failure.getCause().getCause());
    assertEquals(List.of(1), alone);
  }

  @Test
  void isNotTriedOneByOneWhenNobodyAnswers() {
    IOException away = new IOException("away");
    var failure = assertThrows(CompletionException.class, () -> answers(away));
    assertEquals(away, failure.getCause().getCause());
    assertEquals(List.of(1), alone);
  }

  @Test
  void isAskedOnceForWhatArrivesTogether() {
    List<List<Integer>> together = new ArrayList<>();
    BatchOrAlone<Integer, String> batch =
        new BatchOrAlone<>(
            new OneLane(),
            this::alone,
            items -> {
              together.add(items);
              return Uni.createFrom().item(items.stream().map(item -> "with " + item).toList());
            });
    List<CompletableFuture<String>> answers = submitted(batch);
    first.complete(null);
    assertEquals(
        List.of("1", "with 2", "with 3"), answers.stream().map(CompletableFuture::join).toList());
    assertEquals(List.of(List.of(2, 3)), together);
    assertEquals(List.of(1), alone);
  }

  /** Its failure is nobody else's. */
  @Test
  void failsAloneIfAloneItFails() {
    BatchOrAlone<Integer, String> batch =
        new BatchOrAlone<>(
            new OneLane(),
            item ->
                item == 2
                    ? Uni.createFrom().failure(new IllegalStateException("too long"))
                    : alone(item),
            items -> Uni.createFrom().failure(new MySQLException("too long", 1406, "22001")));
    List<CompletableFuture<String>> answers = submitted(batch);
    first.complete(null);
    assertThrows(CompletionException.class, answers.get(1)::join);
    assertEquals("1", answers.get(0).join());
    assertEquals("3", answers.get(2).join());
  }

  /** The first is alone; the others wait for it, and are a batch. */
  private List<String> answers(Exception refusal) {
    BatchOrAlone<Integer, String> batch =
        new BatchOrAlone<>(
            new OneLane(),
            this::alone,
            items -> Uni.createFrom().failure(new DatabaseUnavailable(refusal)));
    List<CompletableFuture<String>> answers = submitted(batch);
    first.complete(null);
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static List<CompletableFuture<String>> submitted(BatchOrAlone<Integer, String> batch) {
    return List.of(1, 2, 3).stream()
        .map(item -> batch.submit(item).subscribeAsCompletionStage())
        .toList();
  }

  private Uni<String> alone(int item) {
    alone.add(item);
    return Uni.createFrom().completionStage(first).map(done -> String.valueOf(item));
  }

  private int fallbacks() {
    return (int) Metrics.counter("registration.batch.fallbacks").count();
  }

  private record OneLane() implements BatchConfig {
    @Override
    public int size() {
      return 100;
    }

    @Override
    public int lanes() {
      return 1;
    }
  }
}
