package io.github.registrationmail.dispatch;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The registration rows as an outbox: what is queued, and what has not moved in time. */
@Singleton
class OutboxRepository {

  private static final String MARK_QUEUED =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt')) as confirmed
      straight_join registration force index (primary)
        on registration.id = confirmed.id and registration.attempt = confirmed.attempt
      set mail_state = if(registration.attempt = registration.earlier + 1, 'QUEUED', 'RETRYING'),
        sweep_at = greatest(due_at, utc_timestamp(3)) + interval ? microsecond
      where mail_state %s
      """
          .formatted(Transition.CONFIRMED.condition());

  /** As the column's default has it: rows that an application has inserted, see docs/doors.md. */
  private static final String INSERTED =
      """
      select 1 from registration where sweep_at = '1970-01-01' limit 1
      """;

  /** One that an application has inserted is due the first delay after it was. */
  private static final String LOCK_OVERDUE =
      """
      select id, attempt, earlier, mail_state, swept, traceparent, sweep_at = '1970-01-01' as inserted,
        greatest(0, timestampdiff(microsecond, utc_timestamp(3),
          if(sweep_at = '1970-01-01', registered_at + interval ? microsecond, due_at))) as delay_us
      from registration
      where sweep_at <= if(?, timestamp('1970-01-01'), least(utc_timestamp(3), cast(? as datetime(3))))
      order by sweep_at
      limit ?
      for update skip locked
      """;

  private static final String TAKE_OVER =
      """
      update registration
      join json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        delay_us bigint unsigned path '$.delay_us',
        wait_us bigint unsigned path '$.wait_us',
        inserted int path '$.inserted')) as taken on taken.id = registration.id
      set claim = null,
        due_at = if(taken.inserted = 1, utc_timestamp(3) + interval taken.delay_us microsecond,
          least(due_at, utc_timestamp(3) + interval taken.delay_us microsecond)),
        swept = if(swept = 65535 or taken.inserted = 1, swept, swept + 1),
        sweep_at = utc_timestamp(3) + interval taken.wait_us microsecond,
        mail_state = if(mail_state %s, 'PENDING', mail_state)
      """
          .formatted(Transition.TAKEN_OVER.condition());

  private final Database database;
  private final Backoff backoff;
  private final long firstDelayMicros;
  private final long graceMicros;
  private final Duration renewed;
  private final BatchOrAlone<Dispatch, Boolean> confirmed;

  OutboxRepository(Database database, Backoff backoff, SweepTimes times, BatchConfig batch) {
    this.database = database;
    this.backoff = backoff;
    this.firstDelayMicros = MICROSECONDS.convert(backoff.before(1));
    this.graceMicros = MICROSECONDS.convert(times.held(Duration.ZERO));
    this.renewed = times.renewed();
    this.confirmed = new BatchOrAlone<>(batch, this::markQueued);
  }

  /**
   * The broker has confirmed the attempt: PENDING becomes QUEUED or RETRYING, any other state
   * stays.
   */
  Uni<Void> markQueued(Dispatch dispatch) {
    return confirmed.submit(dispatch).replaceWithVoid();
  }

  private Uni<List<Boolean>> markQueued(List<Dispatch> dispatches) {
    String rows =
        JsonRows.of(
            dispatches,
            Dispatch::userId,
            row -> new JsonObject().put("id", row.userId()).put("attempt", row.attempt()));
    return database
        .execute(MARK_QUEUED, Tuple.of(rows, graceMicros))
        .replaceWith(Collections.nCopies(dispatches.size(), true));
  }

  /** Whether an application has inserted a row that no sweep has taken yet. */
  Uni<Boolean> hasInserted() {
    return database.execute(INSERTED).map(rows -> rows.size() > 0);
  }

  /** Fails while MySQL is away. */
  Uni<Void> answers() {
    return database.execute("select 1").replaceWithVoid();
  }

  /**
   * Locks up to {@code limit} overdue rows, skipping those another replica has locked, and moves
   * each out of the next sweep as the policy says. Returns them as they were.
   *
   * @param insertedOnly whether only those that an application has inserted
   */
  Uni<List<Overdue>> takeOver(
      int limit, boolean insertedOnly, Function<Overdue, SweepTimes.Step> policy) {
    return database.transaction(
        connection ->
            lock(connection, limit, insertedOnly)
                .call(overdue -> postpone(connection, overdue, policy)));
  }

  private Uni<List<Overdue>> lock(SqlConnection connection, int limit, boolean insertedOnly) {
    return connection
        .preparedQuery(LOCK_OVERDUE)
        .execute(
            Tuple.of(firstDelayMicros, insertedOnly ? 1 : 0, database.overdueBy(renewed), limit))
        .map(this::overdue);
  }

  private static Uni<Void> postpone(
      SqlConnection connection, List<Overdue> overdue, Function<Overdue, SweepTimes.Step> policy) {
    if (overdue.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    JsonArray taken = new JsonArray();
    for (Overdue row : overdue) {
      long wait = MICROSECONDS.convert(policy.apply(row).next());
      taken.add(
          new JsonObject()
              .put("id", row.userId())
              .put("delay_us", MICROSECONDS.convert(row.delay()))
              .put("wait_us", wait)
              .put("inserted", row.inserted() ? 1 : 0));
    }
    return connection.preparedQuery(TAKE_OVER).execute(Tuple.of(taken.encode())).replaceWithVoid();
  }

  private List<Overdue> overdue(RowSet<Row> rows) {
    return ResultRows.all(rows, this::overdue);
  }

  private Overdue overdue(Row row) {
    int attempt = row.getInteger("attempt");
    MailState state = MailState.valueOf(row.getString("mail_state"));
    return new Overdue(
        row.getLong("id"),
        attempt,
        state,
        delay(
            Duration.of(row.getLong("delay_us"), ChronoUnit.MICROS),
            state,
            attempt - row.getInteger("earlier")),
        row.getInteger("swept"),
        Optional.ofNullable(row.getString("traceparent")),
        row.getInteger("inserted") == 1);
  }

  /**
   * Cuts the delay at the longest of the timetable: a wrong clock may once have written a due time
   * that is far away.
   */
  private Duration delay(Duration left, MailState state, int attempt) {
    Duration longest = state == MailState.RETRYING ? backoff.longest() : backoff.before(attempt);
    return left.compareTo(longest) < 0 ? left : longest;
  }
}
