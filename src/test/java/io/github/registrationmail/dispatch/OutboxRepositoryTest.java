package io.github.registrationmail.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.BareDatabase;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.dispatch.SweepTimes.Step;
import io.github.registrationmail.retry.PolicyRule;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.Sql;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the outbox writes, with nobody else sweeping. */
class OutboxRepositoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int ALL = 10_000;
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final String SECONDS_UNTIL_DUE =
      "select timestampdiff(second, utc_timestamp(3), due_at) from registration where id = ?";

  private static final Duration HOUR = Duration.ofHours(1);

  private final BareDatabase database = BareDatabase.empty();
  private final Sql sql = database.sql();

  /** With the timetable as shipped, from 3 s on, and a grace of 30 s. */
  private final OutboxRepository outbox =
      new OutboxRepository(
          database.database(),
          PolicyRule.policy(5),
          SweepRule.times(),
          AsShipped.config(BatchConfig.class));

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
        30_000,
        sql.number(
            "select timestampdiff(microsecond, due_at, sweep_at) div 1000"
                + " from registration where id = ?",
            id));
  }

  /** The first is written alone, the others together. */
  @Test
  void marksEachOfThoseThatAreConfirmedTogether() {
    List<Long> ids = Stream.generate(() -> row("PENDING", 1, 0)).limit(9).toList();
    List<CompletableFuture<Void>> written =
        ids.stream()
            .map(id -> outbox.markQueued(new Dispatch(id, 1, Duration.ZERO)))
            .map(confirmed -> confirmed.subscribeAsCompletionStage())
            .toList();
    written.forEach(CompletableFuture::join);
    ids.forEach(id -> assertEquals("QUEUED", state(id)));
  }

  @Test
  void answersWhileTheDatabaseDoes() {
    assertNull(outbox.answers().await().atMost(LIMIT));
  }

  @Test
  void takesOverARowAsItWasAndMovesIt() {
    long id = row("SENDING", 3, 60);
    sql.execute(
        """
        update registration set earlier = 1, swept = 4, due_at = utc_timestamp(3), traceparent = ?
        where id = ?
        """,
        TRACE,
        id);
    assertEquals(
        List.of(new Overdue(id, 3, MailState.SENDING, Duration.ZERO, 4, Optional.of(TRACE), false)),
        takeOver(ALL));
    assertEquals("PENDING", state(id));
    assertEquals(
        1,
        sql.number(
            """
            select swept = 5 and claim is null and due_at <= utc_timestamp(3)
              and sweep_at between utc_timestamp(3) + interval 59 minute
                and utc_timestamp(3) + interval 61 minute
            from registration where id = ?
            """,
            id));
    assertFalse(ids(takeOver(ALL)).contains(id));
  }

  @Test
  void leavesItsStateToAMailThatWaits() {
    long id = row("RETRYING", 2, 60);
    takeOver(ALL);
    assertEquals("RETRYING", state(id));
  }

  @Test
  void asksThePolicyWhenToLookAgain() {
    long soon = row("QUEUED", 1, 60);
    long late = row("QUEUED", 2, 60);
    var unused =
        outbox
            .takeOver(ALL, false, row -> new Step(true, HOUR.multipliedBy(row.attempt())))
            .await()
            .atMost(LIMIT);
    assertEquals(60, minutesUntilSwept(soon), 1);
    assertEquals(120, minutesUntilSwept(late), 1);
  }

  private int minutesUntilSwept(long id) {
    return sql.number(
        "select timestampdiff(minute, utc_timestamp(3), sweep_at) from registration where id = ?",
        id);
  }

  /** A clock may have said once that it is due in an hour. */
  @ParameterizedTest
  @CsvSource({
    "QUEUED, 1, 0, 3",
    "QUEUED, 3, 0, 12",
    "QUEUED, 3, 1, 6",
    // a greylisted one may have to wait longer
    "RETRYING, 3, 0, 360"
  })
  void waitsNoLongerThanTheTimetable(String state, int attempt, int earlier, int seconds) {
    long id = row(state, attempt, 60);
    sql.execute("update registration set earlier = ? where id = ?", earlier, id);
    Duration longest = Duration.ofSeconds(seconds);
    assertEquals(List.of(longest), takeOver(ALL).stream().map(Overdue::delay).toList());
    assertEquals(seconds, sql.number(SECONDS_UNTIL_DUE, id), 2);
  }

  @Test
  void leavesADelayThatIsShorter() {
    long id = row("RETRYING", 2, 60);
    sql.execute(
        "update registration set due_at = utc_timestamp(3) + interval 100 second where id = ?", id);
    assertEquals(100, takeOver(ALL).get(0).delay().toSeconds(), 2);
    assertEquals(100, sql.number(SECONDS_UNTIL_DUE, id), 2);
  }

  @Test
  void countsNoFurtherThanTheColumnDoes() {
    long id = row("QUEUED", 1, 60);
    sql.execute("update registration set swept = 65535 where id = ?", id);
    assertEquals(65_535, takeOver(ALL).get(0).swept());
    assertEquals(65_535, sql.number("select swept from registration where id = ?", id));
  }

  @Test
  void knowsWhetherAnApplicationHasInsertedARow() {
    row("QUEUED", 1, 60);
    assertFalse(outbox.hasInserted().await().atMost(LIMIT));
    insertedBefore(0);
    assertTrue(outbox.hasInserted().await().atMost(LIMIT));
    takeOver(ALL);
    assertFalse(outbox.hasInserted().await().atMost(LIMIT));
  }

  @Test
  void takesNothingElseWhenOnlyWhatIsInsertedIsAskedFor() {
    row("QUEUED", 1, 60);
    long id = insertedBefore(0);
    assertEquals(
        List.of(id),
        ids(outbox.takeOver(ALL, true, row -> new Step(true, HOUR)).await().atMost(LIMIT)));
  }

  /** Its first delay counts from its insertion, and this is not a time that nothing moved it. */
  @Test
  void sendsWhatIsInsertedAfterTheFirstDelay() {
    long now = insertedBefore(0);
    long before = insertedBefore(60);
    List<Overdue> taken = takeOver(ALL);
    assertEquals(List.of(true, true), taken.stream().map(Overdue::inserted).toList());
    Row due =
        sql.execute(
                """
                select greatest(0, timestampdiff(microsecond, registered_at, due_at)) as now,
                  (select timestampdiff(second, registered_at, due_at) from registration
                    where id = ?) as earlier, swept
                from registration where id = ?
                """,
                before,
                now)
            .iterator()
            .next();
    assertEquals(3_000_000, due.getLong("now"), 2_000_000);
    assertEquals(60, due.getLong("earlier"), 10);
    assertEquals(0, due.getInteger("swept"));
    for (Overdue row : taken) {
      assertEquals(row.userId() == now, !row.delay().isZero(), row.toString());
    }
  }

  @Test
  void takesNothingWhenNothingIsOverdue() {
    row("QUEUED", 1, 0);
    assertEquals(List.of(), takeOver(ALL));
  }

  @Test
  void takesThoseFirstThatAreOverdueLongest() {
    long later = row("QUEUED", 1, 100);
    long first = row("QUEUED", 1, 300);
    long second = row("QUEUED", 1, 200);
    assertEquals(List.of(first, second), ids(takeOver(2)));
    assertEquals(List.of(later), ids(takeOver(ALL)));
  }

  /** Another replica is at work on it. */
  @Test
  void passesOverWhatIsLocked() {
    long id = row("QUEUED", 1, 60);
    SqlConnection replica = database.pool().getConnectionAndAwait();
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
    return outbox.takeOver(limit, false, row -> new Step(false, HOUR)).await().atMost(LIMIT);
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

  /** As an application does, so many seconds ago. */
  private long insertedBefore(int seconds) {
    String email = Api.address("ok");
    return sql.insert(
        """
        insert into registration(email, name, registered_at)
        values (?, 'Ada', utc_timestamp(3) - interval ? second)
        """,
        email,
        seconds);
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
