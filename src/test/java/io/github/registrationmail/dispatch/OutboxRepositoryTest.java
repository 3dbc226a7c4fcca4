package io.github.registrationmail.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the outbox writes, with nobody else sweeping. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OutboxRepositoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int ALL = 10_000;

  @Inject OutboxRepository outbox;
  @Inject SweepConfig config;
  @Inject Scheduler scheduler;
  @Inject Sql sql;
  @Inject Pool pool;

  @BeforeEach
  void pause() {
    scheduler.pause("sweep");
  }

  @AfterEach
  void resume() {
    scheduler.resume("sweep");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 1, 1, QUEUED",
    "PENDING, 2, 2, RETRYING",
    "PENDING, 2, 1, PENDING",
    "SENDING, 1, 1, SENDING",
    "SENT, 1, 1, SENT",
    "CANCELLED, 1, 1, CANCELLED"
  })
  void marksTheAttemptThatIsConfirmed(String state, int attempt, int confirmed, String then) {
    long id = row(state, attempt, 0);
    confirm(id, confirmed);
    assertEquals(then, state(id));
  }

  @Test
  void givesAConfirmedMailItsGraceFromWhenItIsDue() {
    long id = row("PENDING", 1, 0);
    confirm(id, 1);
    assertEquals(
        config.grace().toMillis(),
        sql.number(
            "select timestampdiff(microsecond, due_at, sweep_at) div 1000"
                + " from registration where id = ?",
            id));
  }

  @Test
  void takesOverARowAsItWasAndMovesIt() {
    long id = row("SENDING", 3, 60);
    Overdue row =
        takeOver(ALL).stream().filter(taken -> taken.userId() == id).findFirst().orElseThrow();
    assertEquals(MailState.SENDING, row.state());
    assertEquals(3, row.attempt());
    assertEquals(0, row.swept());
    assertEquals("PENDING", state(id));
    assertEquals(
        1,
        sql.number(
            """
            select swept = 1 and claim is null
              and sweep_at between utc_timestamp(3) + interval 59 minute
                and utc_timestamp(3) + interval 61 minute
            from registration where id = ?
            """,
            id));
    assertFalse(ids(takeOver(ALL)).contains(id));
  }

  /** A clock may have said once that it is due in an hour. */
  @Test
  void waitsNoLongerThanTheTimetable() {
    long id = row("QUEUED", 1, 60);
    Overdue row =
        takeOver(ALL).stream().filter(taken -> taken.userId() == id).findFirst().orElseThrow();
    assertEquals(Duration.ofMillis(100), row.delay());
  }

  @Test
  void takesThoseFirstThatAreOverdueLongest() {
    long later = row("QUEUED", 1, 100);
    long first = row("QUEUED", 1, 300);
    long second = row("QUEUED", 1, 200);
    assertEquals(List.of(first, second), ids(takeOver(2)));
    assertTrue(ids(takeOver(ALL)).contains(later));
  }

  /** Another replica is at work on it. */
  @Test
  void passesOverWhatIsLocked() {
    long id = row("QUEUED", 1, 60);
    SqlConnection replica = pool.getConnectionAndAwait();
    try {
      Transaction transaction = replica.beginAndAwait();
      var locked =
          replica
              .preparedQuery("select id from registration where id = ? for update")
              .executeAndAwait(Tuple.of(id));
      assertEquals(1, locked.size());
      assertFalse(ids(takeOver(ALL)).contains(id));
      transaction.rollbackAndAwait();
    } finally {
      replica.closeAndAwait();
    }
    assertTrue(ids(takeOver(ALL)).contains(id));
  }

  private void confirm(long id, int attempt) {
    var unused = outbox.markQueued(new Dispatch(id, attempt, Duration.ZERO)).await().atMost(LIMIT);
  }

  private List<Overdue> takeOver(int limit) {
    return outbox
        .takeOver(limit, false, row -> new SweepTimes.Step(false, Duration.ofHours(1)))
        .await()
        .atMost(LIMIT);
  }

  private static List<Long> ids(List<Overdue> rows) {
    return rows.stream().map(Overdue::userId).toList();
  }

  private String state(long id) {
    return sql.execute("select mail_state from registration where id = ?", id)
        .iterator()
        .next()
        .getString(0);
  }

  /** Due in an hour; overdue for so many minutes, or not at all. */
  private long row(String state, int attempt, int overdueMinutes) {
    String email = Api.address("ok");
    return sql.insert(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, attempt,
          claim, due_at, sweep_at)
        values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, ?, 7, utc_timestamp(3) + interval 1 hour,
          if(? = 0, null, utc_timestamp(3) - interval ? minute))
        """,
        email,
        email,
        state,
        attempt,
        overdueMinutes,
        overdueMinutes);
  }
}
