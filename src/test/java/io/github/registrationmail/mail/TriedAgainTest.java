package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A step that fails twice; no sweep comes to its help. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class TriedAgainTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String THROWN = "thrown by the test";

  @Inject Database database;
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void isDoneOnceMysqlAnswers() {
    Uni<String> away = database.inTime(Uni.createFrom().failure(new IOException(THROWN)));
    assertEquals("done", TriedAgain.onceDatabaseAnswers(failingTwice(away)).await().atMost(LIMIT));
    assertEquals(3, tries.get());
  }

  @Test
  void isDoneOnceItSucceedsWhateverTheFailure() {
    assertEquals("done", TriedAgain.onceItSucceeds(failingTwice(wrong())).await().atMost(LIMIT));
    assertEquals(3, tries.get());
  }

  @Test
  void isGivenUpAtOnceIfMysqlAnswersAndTheStepIsWrong() {
    Uni<String> step = TriedAgain.onceDatabaseAnswers(failingTwice(wrong()));
    assertThrows(IllegalStateException.class, () -> step.await().atMost(LIMIT));
    assertEquals(1, tries.get());
  }

  private static Uni<String> wrong() {
    return Uni.createFrom().failure(new IllegalStateException(THROWN));
  }

  private Uni<String> failingTwice(Uni<String> failing) {
    return Uni.createFrom()
        .deferred(() -> tries.incrementAndGet() <= 2 ? failing : Uni.createFrom().item("done"));
  }
}
