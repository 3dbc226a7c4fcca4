package io.github.registrationmail.operator;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.SweepTimes;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Changes mails by conditional UPDATE: against a consumer that claims the same mail, or another
 * operator, one of the two changes the row and the other sees that it came too late.
 */
@Singleton
class ActionRepository {

  private static final String CANCEL =
      """
      update registration
      join json_table(?, '$[*]' columns (id bigint unsigned path '$')) as cancelled
        on cancelled.id = registration.id
      set mail_state = 'CANCELLED', claim = null, sweep_at = null
      where mail_state %s
      """
          .formatted(Transition.CANCELLED.condition());

  private static final String REQUEUE =
      """
      update registration
      set mail_state = 'PENDING', attempt = earlier + 1, swept = 0, claim = null, last_error = null,
        failure_reason = null, failed_at = null,
        due_at = utc_timestamp(3), due_since = utc_timestamp(3),
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where id = ? and mail_state %s
      """
          .formatted(Transition.STARTED_OVER.condition());

  private static final String DUE = "select attempt from registration where id = ?";

  private static final String CLEAR_COUNTER = "delete from user_notify where user_id = ?";

  private static final String REQUEUE_ALL =
      """
      update registration
      join json_table(?, '$[*]' columns (id bigint unsigned path '$')) as wanted
        on wanted.id = registration.id
      set mail_state = 'PENDING', attempt = earlier + 1, swept = 0, claim = null, last_error = null,
        failure_reason = null, failed_at = null,
        due_at = utc_timestamp(3), due_since = utc_timestamp(3),
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where mail_state %s
      """
          .formatted(Transition.ALL_STARTED_OVER.condition());

  private static final String CLEAR_COUNTERS =
      """
      delete user_notify from user_notify
      join json_table(?, '$[*]' columns (id bigint unsigned path '$')) as wanted
        on wanted.id = user_notify.user_id
      """;

  private static final String STATE = "select mail_state from registration where id = ?";

  private final Database database;
  private final SweepTimes times;
  private final Events events;
  private final Audit audit;

  ActionRepository(Database database, SweepTimes times, Events events, Audit audit) {
    this.database = database;
    this.events = events;
    this.audit = audit;
    this.times = times;
  }

  /** Whether it was this call that cancelled the mail. */
  Uni<Boolean> cancel(long id, String who) {
    return database.transaction(
        connection ->
            events
                .moving(connection, MailState.CANCELLED, List.of(id), CANCEL, list(List.of(id)))
                .map(result -> result.rowCount() == 1)
                .call(done -> record(connection, done, NewAction.of(who, ActionKind.CANCEL, id))));
  }

  /**
   * Makes the mail due again, as if nothing had failed yet. Returns the attempt; empty when it was
   * not this call that did so.
   */
  Uni<Optional<Integer>> requeue(long id, String who) {
    Tuple moved = Tuple.of(MICROSECONDS.convert(times.published()), id);
    return database.transaction(
        connection ->
            execute(connection, REQUEUE, moved)
                .map(result -> result.rowCount() == 1)
                .call(done -> record(connection, done, NewAction.of(who, ActionKind.RETRY, id)))
                .chain(done -> due(connection, id, done)));
  }

  private Uni<Void> record(SqlConnection connection, boolean done, NewAction action) {
    return done ? audit.record(connection, action) : Uni.createFrom().voidItem();
  }

  /** Cancels mails that the transaction has locked, each from a state that allows it. */
  Uni<Void> cancelAll(SqlConnection connection, List<Long> ids) {
    return execute(connection, CANCEL, list(ids))
        .chain(() -> events.ended(connection, MailState.CANCELLED, ids));
  }

  /**
   * Makes mails due that the transaction has locked, each from a state that allows it, for the
   * sweep to publish at its own pace.
   */
  Uni<Void> requeueAll(SqlConnection connection, List<Long> ids) {
    Tuple moved = list(ids).addLong(MICROSECONDS.convert(times.unpublished()));
    return execute(connection, REQUEUE_ALL, moved)
        .chain(() -> execute(connection, CLEAR_COUNTERS, list(ids)))
        .replaceWithVoid();
  }

  /** Empty when there is no such registration. */
  Uni<Optional<MailState>> state(long id) {
    return database.execute(STATE, Tuple.of(id)).map(ActionRepository::state);
  }

  private static Uni<Optional<Integer>> due(SqlConnection connection, long id, boolean requeued) {
    return requeued
        ? execute(connection, CLEAR_COUNTER, Tuple.of(id))
            .chain(() -> execute(connection, DUE, Tuple.of(id)))
            .map(rows -> Optional.of(rows.iterator().next().getInteger("attempt")))
        : Uni.createFrom().item(Optional.empty());
  }

  private static Uni<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }

  private static Tuple list(List<Long> ids) {
    return Tuple.of(new JsonArray(ids).encode());
  }

  private static Optional<MailState> state(RowSet<Row> rows) {
    return ResultRows.first(rows, row -> MailState.valueOf(row.getString("mail_state")));
  }
}
