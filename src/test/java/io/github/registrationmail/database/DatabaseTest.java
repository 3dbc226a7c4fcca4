package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class DatabaseTest {

  private static final Duration LATE = Duration.ofSeconds(1);

  /** In seconds: longer than the limit and what is allowed beyond it. */
  private static final int LONG = 4;

  @Inject Database database;
  @Inject DatabaseConfig config;

  /** A request is answered 503 then; the server may still be at it. */
  @Test
  void waitsForAStatementNoLongerThanItsLimit() {
    Uni<?> slow = database.execute("select sleep(%d)".formatted(LONG));
    long begun = System.nanoTime();

    DatabaseUnavailable failure =
        assertThrows(DatabaseUnavailable.class, () -> slow.await().atMost(Duration.ofSeconds(20)));

    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    Duration limit = config.timeout();
    assertTrue(
        waited.compareTo(limit) >= 0 && waited.compareTo(limit.plus(LATE)) < 0,
        "waited for " + waited);
    assertFalse(failure.isRefusal());
  }
}
