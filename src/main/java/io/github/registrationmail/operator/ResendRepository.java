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
import io.github.registrationmail.operator.ActionResult.Due;
import io.github.registrationmail.operator.ActionResult.Refused;
import io.github.registrationmail.operator.ActionResult.Taken;
import io.github.registrationmail.operator.ActionResult.Unknown;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins another sending of a mail. Its attempts go on where those of the sending before ended, so
 * that no message of that one finds anything; the timetable and the count of failures begin anew.
 */
@Singleton
class ResendRepository {

  private static final String LOCK =
      """
      select mail_state, attempt from registration where id = ? for update
      """;

  /** The transaction has locked them. */
  private static final String ATTEMPTS =
      """
      select registration.id, attempt
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as resent
      straight_join registration force index (primary) on registration.id = resent.id
      """;

  private static final String RECORD =
      """
      insert into mail_resend(user_id, attempt, resent_at, sent_at, reply)
      select registration.id, attempt + 1, utc_timestamp(3), sent_at, reply
      from json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as resent
      straight_join registration force index (primary) on registration.id = resent.id
      """;

  /** MySQL assigns in any order: nothing may depend on it. */
  private static final String RESEND =
      """
      update registration
      join json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id', attempt smallint unsigned path '$.attempt')) as resent
        on resent.id = registration.id
      set mail_state = 'PENDING',
        registration.earlier = resent.attempt, registration.attempt = resent.attempt + 1,
        email = coalesce(?, email), email_key = lower(coalesce(?, email)),
        swept = 0, claim = null, last_error = null, sent_at = null, reply = null,
        failure_reason = null, failed_at = null,
        due_at = utc_timestamp(3), due_since = utc_timestamp(3),
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where mail_state %s
      """
          .formatted(Transition.SENT_AGAIN.condition());

  private static final String CLEAR_COUNTERS =
      """
      delete user_notify from user_notify
      join json_table(?, '$[*]' columns (id bigint unsigned path '$.id')) as resent
        on resent.id = user_notify.user_id
      """;

  private record Current(MailState state, int attempt) {}

  private final Database database;
  private final SweepTimes times;
  private final Audit audit;

  ResendRepository(Database database, SweepTimes times, Audit audit) {
    this.database = database;
    this.times = times;
    this.audit = audit;
  }

  /**
   * Makes the next attempt due now.
   *
   * @param email instead of the address that it went to
   */
  Uni<ActionResult> resend(long id, Optional<String> email, String who) {
    return database
        .transaction(
            connection ->
                resend(connection, id, email).call(result -> record(connection, id, result, who)))
        .onFailure(Database::isDuplicate)
        .recoverWithItem(Taken::new);
  }

  private Uni<Void> record(SqlConnection connection, long id, ActionResult result, String who) {
    return result instanceof Due
        ? audit.record(connection, NewAction.of(who, ActionKind.RESEND, id))
        : Uni.createFrom().voidItem();
  }

  /**
   * Begins another sending of mails that the transaction has locked, each from a state that allows
   * it, for the sweep to publish at its own pace.
   */
  Uni<Void> resendAll(SqlConnection connection, List<Long> ids) {
    return connection
        .preparedQuery(ATTEMPTS)
        .execute(Tuple.of(new JsonArray(ids).encode()))
        .map(rows -> ResultRows.all(rows, ResendRepository::listed))
        .chain(mails -> write(connection, mails, Optional.empty(), times.unpublished()));
  }

  private Uni<ActionResult> resend(SqlConnection connection, long id, Optional<String> email) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(id))
        .map(ResendRepository::current)
        .chain(found -> resend(connection, id, email, found));
  }

  private Uni<ActionResult> resend(
      SqlConnection connection, long id, Optional<String> email, Optional<Current> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(new Unknown());
    }
    Current current = found.get();
    return current.state().isResendable()
        ? write(connection, List.of(listed(id, current.attempt())), email, times.published())
            .replaceWith(new Due(current.attempt() + 1))
        : Uni.createFrom().item(new Refused(current.state()));
  }

  private static Uni<Void> write(
      SqlConnection connection, List<JsonObject> mails, Optional<String> email, Duration overdue) {
    String json = new JsonArray(mails).encode();
    @Nullable String to = email.orElse(null);
    Tuple resent = Tuple.of(json, to, to, MICROSECONDS.convert(overdue));
    return connection
        .preparedQuery(RECORD)
        .execute(Tuple.of(json))
        .chain(() -> connection.preparedQuery(RESEND).execute(resent))
        .chain(() -> connection.preparedQuery(CLEAR_COUNTERS).execute(Tuple.of(json)))
        .replaceWithVoid();
  }

  private static JsonObject listed(Row row) {
    return listed(row.getLong("id"), row.getInteger("attempt"));
  }

  private static JsonObject listed(long id, int attempt) {
    return new JsonObject().put("id", id).put("attempt", attempt);
  }

  private static Optional<Current> current(RowSet<Row> rows) {
    return ResultRows.first(rows, ResendRepository::current);
  }

  private static Current current(Row row) {
    return new Current(MailState.valueOf(row.getString("mail_state")), row.getInteger("attempt"));
  }
}
