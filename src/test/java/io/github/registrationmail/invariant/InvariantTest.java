package io.github.registrationmail.invariant;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.registrationmail.broker.QueueWatch;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.SweepConfig;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.LogLines;
import io.github.registrationmail.support.Sql;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each invariant is broken in each way in which it can be: it is seen, it and no other, its rows
 * are shown by what the runbook says, and are well once they are mended by it.
 */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class InvariantTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofMinutes(5);

  @Inject Reads reads;
  @Inject Dispatcher dispatcher;
  @Inject QueueWatch queue;
  @Inject SweepConfig sweep;
  @Inject Scheduler scheduler;
  @Inject Sql sql;
  @Inject Pool pool;

  private final Runbook runbook = new Runbook();
  private long nanos;
  private LookedAt watch;

  InvariantTest() throws IOException {}

  @BeforeEach
  void watch() {
    watch = watch(EVERY);
  }

  private LookedAt watch(Duration every) {
    SweepStandstill standstill = new SweepStandstill(reads, dispatcher, queue, sweep, () -> nanos);
    return new LookedAt(reads, standstill, scheduler, every);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("FUTURE", "QUEUED", "update registration set sweep_at = null where id = ?"),
        arguments(
            "FUTURE",
            "FAILED",
            "update registration set sweep_at = utc_timestamp(3) + interval 1 hour where id = ?"),
        arguments(
            "FUTURE",
            "RETRYING",
            "update registration set sweep_at = utc_timestamp(3) + interval 101 day where id = ?"),
        arguments("CLAIM", "SENDING", "update registration set claim = null where id = ?"),
        arguments("CLAIM", "RETRYING", "update registration set claim = 7 where id = ?"),
        arguments("CLAIM", "SENT", "update registration set claim = 7 where id = ?"),
        arguments(
            "CLAIM", "PENDING", "update registration set earlier = 1, attempt = 2 where id = ?"),
        arguments("SENT_IS_TAKEN", "SENT", "update registration set sent_at = null where id = ?"),
        arguments(
            "SENT_IS_TAKEN",
            "CANCELLED",
            "update registration set sent_at = utc_timestamp(3) where id = ?"),
        arguments(
            "FAILED_BY_POLICY", "FAILED", "update user_notify set isdone = 0 where user_id = ?"),
        arguments(
            "FAILED_BY_POLICY",
            "CANCELLED",
            "update registration set mail_state = 'FAILED' where id = ?"),
        arguments("ATTEMPTS", "QUEUED", "update registration set earlier = 1 where id = ?"),
        arguments(
            "ATTEMPTS",
            "RETRYING",
            """
            update registration join user_notify on user_id = id
            set attempt = 52, notifynum = 51 where id = ?
            """),
        arguments("COUNTER", "RETRYING", "update user_notify set notifynum = 3 where user_id = ?"),
        arguments("COUNTER", "RETRYING", "delete from user_notify where user_id = ?"),
        arguments("COUNTER", "RETRYING", "update registration set attempt = 5 where id = ?"),
        arguments("COUNTER", "FAILED", "update user_notify set notifynum = 3 where user_id = ?"),
        arguments("TIMELINE", "RETRYING", FAILED_AGAIN),
        arguments("EVENTS", "SENT", event("'mail.sent', 1")),
        arguments("EVENTS", "CANCELLED", event("'mail.cancelled', 1")));
  }

  private static final String FAILED_AGAIN =
      """
      insert into mail_failure(user_id, attempt, failed_at, reason)
      values (?, 2, utc_timestamp(3), '450 busy')
      """;

  /** For the sink that is off, so that nobody takes it away. */
  private static String event(String what) {
    return """
    insert into due_event(sink, user_id, type, attempt, happened_at, due_at)
    select 'webhook', ?, %s, utc_timestamp(3), utc_timestamp(3)
    """
        .formatted(what);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void isSeenWhenItIsBrokenAndNoOtherIs(Invariant invariant, String state, String breaks) {
    long before = row(state);
    long id = row(state);
    long after = row(state);
    assertEquals(Map.of(), watch.look());

    sql.execute(breaks, id);

    assertEquals(Map.of(invariant.label(), 1.0), watch.look());
    List<Long> shown = sql.ids(runbook.shows(invariant));
    assertEquals(1, shown.size());
    sql.execute(runbook.mends(invariant, shown.get(0)));
    assertEquals(Map.of(), watch.look());
    assertEquals(List.of(), sql.ids(runbook.shows(invariant)));
    forget(before, id, after);
  }

  /**
   * A mail as the service leaves it in this state, and its events; nothing moves it for an hour.
   */
  private long row(String state) {
    String email = Api.address("ok");
    boolean isUnsent = List.of("PENDING", "QUEUED", "SENDING", "RETRYING").contains(state);
    int attempt = state.equals("RETRYING") ? 3 : state.equals("FAILED") ? 2 : 1;
    long id =
        sql.insert(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              attempt, due_at, sweep_at, claim, sent_at)
            values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, ?,
              utc_timestamp(3) + interval 1 hour,
              if(?, utc_timestamp(3) + interval 1 hour, null), if(?, 42, null),
              if(?, utc_timestamp(3), null))
            """,
            email,
            email,
            state,
            attempt,
            isUnsent ? 1 : 0,
            isUnsent && attempt == 1 ? 1 : 0,
            state.equals("SENT") ? 1 : 0);
    fail(id, state);
    if (state.equals("SENT")) {
      sql.execute(event("'mail.sent', 1"), id);
    } else if (state.equals("CANCELLED")) {
      sql.execute(event("'mail.failed', 1"), id);
      sql.execute(event("'mail.cancelled', 1"), id);
      sql.execute(event("'registration.erased', null"), id);
    }
    return id;
  }

  private void fail(long id, String state) {
    if (state.equals("RETRYING") || state.equals("FAILED")) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        sql.execute(
            """
            insert into mail_failure(user_id, attempt, failed_at, reason)
            values (?, ?, utc_timestamp(3), '450 busy')
            """,
            id,
            attempt);
      }
      sql.execute(
          """
          insert into user_notify(user_id, notifynum, isdone, updatetime)
          values (?, 2, ?, utc_timestamp())
          """,
          id,
          state.equals("FAILED") ? 1 : 0);
    }
  }

  private void forget(long... ids) {
    for (long id : ids) {
      sql.execute("delete from registration where id = ?", id);
      sql.execute("delete from user_notify where user_id = ?", id);
      sql.execute("delete from mail_failure where user_id = ?", id);
      sql.execute("delete from due_event where user_id = ?", id);
    }
  }

  /** What is odd, and comes about without any fault. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-failures raised while the last attempt was due"
            + " | RETRYING | update registration join user_notify on user_id = id"
            + " set attempt = 7, notifynum = 5 where id = ?",
        "max-failures lowered"
            + " | FAILED | update registration join user_notify on user_id = id"
            + " set attempt = 5, notifynum = 5 where id = ?",
        "no attempt left after all 50"
            + " | FAILED | update registration join user_notify on user_id = id"
            + " set attempt = 51, notifynum = 50 where id = ?",
        "failures deleted for their age | FAILED | delete from mail_failure where user_id = ?",
        "some of them | RETRYING | delete from mail_failure where attempt = 1 and user_id = ?",
        "cancelled after it had failed"
            + " | FAILED | update registration set mail_state = 'CANCELLED' where id = ?",
        "accepted after it had failed"
            + " | FAILED | update registration set mail_state = 'SENT', sent_at = due_at"
            + " where id = ?",
        "started over after its first failure"
            + " | FAILED | update mail_failure set attempt = 1 where user_id = ?",
        "sent again after its failures"
            + " | FAILED | update registration set earlier = 2, attempt = 4 where id = ?",
        "put off, again and again"
            + " | RETRYING | update mail_failure set attempt = 3, counted = 0 where user_id = ?",
        "taken over and published once more"
            + " | QUEUED | update registration set claim = null, swept = 3 where id = ?",
        "sent again before the event of the first sending is told"
            + " | SENT | insert into due_event(sink, user_id, type, attempt, happened_at, due_at)"
            + " select 'webhook', id, 'mail.sent', 2, utc_timestamp(3), utc_timestamp(3)"
            + " from registration where id = ?",
        "with the longest delay and the longest grace"
            + " | QUEUED | update registration set sweep_at = utc_timestamp(3) + interval 99 day"
            + " where id = ?"
      })
  void isNotBrokenByWhatIsOnlyOdd(String what, String state, String change) {
    long id = row(state);

    sql.execute(change, id);

    assertEquals(Map.of(), watch.look(), what);
    forget(id);
  }

  @Test
  void isSeenWithTheNumberOfRowsAndSaidOnce() {
    List<Long> ids = Stream.generate(() -> row("SENT")).limit(5).toList();
    assertTrue(watch.gauges().values().stream().allMatch(value -> Double.isNaN(value)));
    String words =
        "invariant claim is violated in %d rows, of users %s: a mail is claimed while it is"
            + " SENDING, and only then";
    try (LogLines log = new LogLines(Violations.class)) {
      claim(ids, 7);
      assertEquals(Map.of("claim", 5.0), watch.look());
      assertEquals(Map.of("claim", 5.0), watch.look());
      String first = ids.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "));
      assertEquals(List.of(words.formatted(5, first + ", ...")), log.lines());

      sql.execute("update registration set claim = null where claim = 7");
      assertEquals(Map.of(), watch.look());
      claim(ids.subList(4, 5), 7);
      assertEquals(Map.of("claim", 1.0), watch.look());
      assertEquals(
          List.of(words.formatted(5, first + ", ..."), words.formatted(1, ids.get(4))),
          log.lines());
    }
    ids.forEach(id -> forget(id));
    assertEquals(Map.of(), watch.look());
    assertEquals(Invariant.values().length, watch.gauges().size());
    assertTrue(watch.gauges().values().stream().allMatch(value -> value == 0));
  }

  private void claim(List<Long> ids, long claim) {
    ids.forEach(id -> sql.execute("update registration set claim = ? where id = ?", claim, id));
  }

  /** However many rows there are, so many are read; those in the middle come later, and stay. */
  @Test
  void isSeenWhenTheWalkComesBy() {
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sent_at, sweep_at)
        select concat(seq, '@walk.test'), concat(seq, '@walk.test'), 'Ada', 'en', utc_timestamp(3),
          'SENT', utc_timestamp(3), utc_timestamp(3), null
        from
        """
            + Sql.SEQUENCE.formatted(4 * Walk.STEP));
    Sample sample = new Sample(List.of(Walk.mails(reads, "SENT")));
    assertEquals(2 * Walk.STEP, sample.ids().await().atMost(LIMIT).size());
    sql.execute(
        "update registration set claim = 7 where email = concat(?, '@walk.test')",
        Walk.STEP + Walk.STEP / 2);

    assertEquals(Map.of(), watch.look());
    for (int look = 2; look <= 6; look++) {
      assertEquals(Map.of("claim", 1.0), watch.look(), "look " + look);
    }
    sql.execute("update registration set claim = null where claim = 7");
    assertEquals(Map.of(), watch.look());
    sql.execute("delete from registration where domain = 'walk.test'");
  }

  /** Somebody holds the row that is overdue longest, so that each sweep passes it over. */
  @Test
  void isSeenWhenNobodySweeps() {
    Duration limit = sweep.every().multipliedBy(3).plusMinutes(10);
    await().atMost(LIMIT).until(() -> queue.latest().isPresent());
    long id = row("QUEUED");
    pause();
    sql.execute(
        "update registration set sweep_at = utc_timestamp(3) - interval 1 hour where id = ?", id);
    assertEquals(Map.of(), watch.look());
    nanos += limit.toNanos();
    assertEquals(Map.of(), watch.look(), "nobody may sweep while sending is paused");

    SqlConnection holder = pool.getConnection().await().atMost(LIMIT);
    Transaction held = holder.begin().await().atMost(LIMIT);
    try {
      holder
          .preparedQuery("select id from registration where id = ? for update")
          .execute(Tuple.of(id))
          .await()
          .atMost(LIMIT);
      resume();
      assertEquals(Map.of(), watch.look());
      nanos += limit.toNanos() - 1;
      assertEquals(Map.of(), watch.look());
      nanos += 1;
      assertEquals(Map.of("swept", 1.0), watch.look());
      assertEquals(List.of(id), sql.ids(runbook.shows(Invariant.SWEPT)));
    } finally {
      held.rollback().chain(holder::close).await().atMost(LIMIT);
    }

    await().atMost(LIMIT).until(() -> sql.ids(runbook.shows(Invariant.SWEPT)).isEmpty());
    assertEquals(Map.of(), watch.look());
    forget(id);
  }

  private static void pause() {
    Api.operator()
        .contentType("application/json")
        .body(Map.of("reason", "a test"))
        .put("/sending/pause")
        .then()
        .statusCode(200);
  }

  private static void resume() {
    Api.operator().delete("/sending/pause").then().statusCode(204);
  }

  @Test
  void hasItsPartInTheRunbook() {
    assertEquals(
        Arrays.stream(Invariant.values()).map(Invariant::label).sorted().toList(),
        runbook.headings());
  }

  @Test
  void isNotMeasuredWhenNobodyLooks() {
    assertEquals(Map.of(), watch(Duration.ZERO).gauges());
  }
}
