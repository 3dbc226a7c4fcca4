package io.github.registrationmail.operator;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.events.Events;
import io.github.registrationmail.operator.ActionResult.Done;
import io.github.registrationmail.operator.ActionResult.Refused;
import io.github.registrationmail.operator.ActionResult.Unknown;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deletes registrations from every table, never one whose mail is being sent. Events of them that
 * are still due name nobody, and stay.
 */
@Singleton
class ErasureRepository {

  private static final String LOCK = "select mail_state from registration where id = ? for update";

  private static final String OLD_SENT =
      """
      select id from registration
      where sent_at < utc_timestamp(3) - interval ? microsecond
      order by sent_at
      limit ?
      """;

  /** No index has their age, so these are the next ones, be they old or not. */
  private static final String NEXT_UNSENT =
      """
      select id, due_at < utc_timestamp(3) - interval ? microsecond as is_old
      from registration force index (registration_state)
      where mail_state = ? and id > ?
      order by id
      limit ?
      """;

  /**
   * Those of the list that are still finished and old. MySQL locks no rows of a {@code json_table},
   * so the list is a table of its own.
   */
  private static final String LOCK_OLD =
      """
      select registration.id
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$')) as listed) as old
      straight_join registration force index (primary) on registration.id = old.id
      where (mail_state = 'SENT' and sent_at < utc_timestamp(3) - interval ? microsecond)
        or (mail_state in ('FAILED', 'CANCELLED')
          and due_at < utc_timestamp(3) - interval ? microsecond)
      for update
      """;

  private static final String ERASE =
      """
      delete registration
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as erased
      straight_join registration force index (primary) on registration.id = erased.id
      where mail_state %s
      """
          .formatted(Transition.ERASED.condition());

  private static final String ERASE_COUNTERS =
      """
      delete user_notify
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as erased
      straight_join user_notify on user_notify.user_id = erased.id
      """;

  private static final String ERASE_FAILURES =
      """
      delete mail_failure
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as erased
      straight_join mail_failure force index (mail_failure_user)
        on mail_failure.user_id = erased.id
      """;

  private static final String ERASE_RESENDS =
      """
      delete mail_resend
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as erased
      straight_join mail_resend force index (mail_resend_user) on mail_resend.user_id = erased.id
      """;

  private static final List<String> STATEMENTS =
      List.of(ERASE, ERASE_COUNTERS, ERASE_FAILURES, ERASE_RESENDS);

  private final Database database;
  private final Events events;
  private final Audit audit;

  ErasureRepository(Database database, Events events, Audit audit) {
    this.database = database;
    this.events = events;
    this.audit = audit;
  }

  /** Erases one. What operators have done to it stays known, which names nobody but them. */
  Uni<ActionResult> erase(long id, String who) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .map(ErasureRepository::state)
                .chain(state -> erase(connection, id, state))
                .call(result -> record(connection, id, result, who)));
  }

  private Uni<Void> record(SqlConnection connection, long id, ActionResult result, String who) {
    return result instanceof Done
        ? audit.record(connection, NewAction.of(who, ActionKind.ERASE, id))
        : Uni.createFrom().voidItem();
  }

  private Uni<ActionResult> erase(SqlConnection connection, long id, Optional<MailState> state) {
    if (state.isEmpty()) {
      return Uni.createFrom().item(new Unknown());
    }
    return state.get().isErasable()
        ? eraseAll(connection, List.of(id)).replaceWith(new Done())
        : Uni.createFrom().item(new Refused(state.get()));
  }

  /** Erases up to so many that were sent longer ago. Returns how many it has found. */
  Uni<Integer> eraseSent(Duration age, int limit) {
    long micros = MICROSECONDS.convert(age);
    return database
        .execute(OLD_SENT, Tuple.of(micros, limit))
        .map(ErasureRepository::ids)
        .call(ids -> eraseOld(ids, micros))
        .map(List::size);
  }

  /**
   * Looks at the next of those that have ended in this state, and erases up to so many of them that
   * are older.
   *
   * @param after the last one that was looked at
   * @param looked how many it looks at, at most
   */
  Uni<LookedAt> eraseUnsent(MailState state, long after, int looked, Duration age, int limit) {
    long micros = MICROSECONDS.convert(age);
    return database
        .execute(NEXT_UNSENT, Tuple.of(micros, state.name(), after, looked))
        .map(rows -> LookedAt.of(rows, looked, limit))
        .call(next -> eraseOld(next.old(), micros));
  }

  private Uni<Void> eraseOld(List<Long> found, long micros) {
    String json = new JsonArray(found.stream().sorted().toList()).encode();
    return found.isEmpty()
        ? Uni.createFrom().voidItem()
        : database.transaction(
            connection ->
                connection
                    .preparedQuery(LOCK_OLD)
                    .execute(Tuple.of(json, micros, micros))
                    .map(ErasureRepository::ids)
                    .chain(ids -> eraseAll(connection, ids)));
  }

  /** The transaction has locked them, each in a state that allows it. */
  Uni<Void> eraseAll(SqlConnection connection, List<Long> ids) {
    Tuple list = Tuple.of(new JsonArray(ids).encode());
    Uni<Void> erased = events.erased(connection, ids);
    for (String statement : STATEMENTS) {
      erased =
          erased.chain(() -> connection.preparedQuery(statement).execute(list).replaceWithVoid());
    }
    return erased;
  }

  private static List<Long> ids(RowSet<Row> rows) {
    return ResultRows.all(rows, row -> row.getLong("id"));
  }

  private static Optional<MailState> state(RowSet<Row> rows) {
    return ResultRows.first(rows, row -> MailState.valueOf(row.getString("mail_state")));
  }
}
