package io.github.registrationmail.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is to tell, and which event's to be told; of the webhook, which is off here. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class TurnsTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Of registrations that there are not. */
  private static final long ADA = 2_000_000_001;

  private static final long BOB = 2_000_000_002;

  @Inject Database database;
  @Inject DueEventRepository due;
  @Inject Sql sql;

  @BeforeEach
  @AfterEach
  void clear() {
    sql.execute("update event_lease set held_until = utc_timestamp(3) where sink = 'webhook'");
    sql.execute("delete from due_event where sink = 'webhook'");
  }

  @Test
  void isThatOfOneReplicaUntilItLetsGo() {
    SinkLease one = lease(LONG);
    SinkLease other = lease(LONG);
    assertTrue(done(one.hold()));
    assertFalse(done(other.hold()));
    assertTrue(done(one.hold()));

    done(one.release());

    assertTrue(done(other.hold()));
    assertFalse(done(one.hold()));
  }

  @Test
  void isTheNextOnesOnceTheLeaseIsOver() {
    SinkLease dead = lease(SHORT);
    SinkLease next = lease(LONG);
    long begun = System.nanoTime();
    assertTrue(done(dead.hold()));
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(SHORT.plusSeconds(1))
        .until(() -> done(next.hold()));
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(waited.compareTo(SHORT) >= 0, "waited for " + waited);
  }

  /** The first one was refused, and is told again in an hour: the second must not overtake it. */
  @Test
  void isThatOfTheFirstEventOfARegistration() {
    event(ADA, "mail.failed", "+ interval 1 hour");
    event(ADA, "mail.sent", "- interval 1 minute");
    event(BOB, "mail.sent", "- interval 1 second");
    assertEquals(List.of(BOB), next());

    sql.execute(
        "update due_event set due_at = utc_timestamp(3) - interval 1 hour where user_id = ? and type = 'mail.failed'",
        ADA);

    List<DueEvent> both = done(due.next(Sink.WEBHOOK, 10));
    assertEquals(List.of(ADA, BOB), both.stream().map(DueEvent::userId).toList());
    done(due.told(both));
    assertEquals(List.of(ADA), next());
  }

  private List<Long> next() {
    return done(due.next(Sink.WEBHOOK, 10)).stream().map(DueEvent::userId).toList();
  }

  private void event(long id, String type, String due) {
    sql.execute(
        """
        insert into due_event(sink, user_id, type, happened_at, due_at)
        values ('webhook', ?, ?, utc_timestamp(3), utc_timestamp(3)
        """
            + due
            + ")",
        id,
        type);
  }

  private SinkLease lease(Duration length) {
    return new SinkLease(database, Sink.WEBHOOK, length);
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }
}
