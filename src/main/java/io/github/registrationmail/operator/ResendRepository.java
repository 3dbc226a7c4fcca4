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
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

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

  private static final String RECORD =
      """
      insert into mail_resend(user_id, attempt, resent_at, sent_at, reply)
      select id, attempt + 1, utc_timestamp(3), sent_at, reply from registration where id = ?
      """;

  /** MySQL assigns from left to right. */
  private static final String RESEND =
      """
      update registration
      set mail_state = 'PENDING', earlier = attempt, attempt = attempt + 1,
        email = coalesce(?, email), email_key = lower(email),
        swept = 0, claim = null, last_error = null, sent_at = null, reply = null,
        failure_reason = null, failed_at = null,
        due_at = utc_timestamp(3), due_since = utc_timestamp(3),
        sweep_at = utc_timestamp(3) + interval ? microsecond
      where id = ? and mail_state %s
      """
          .formatted(Transition.SENT_AGAIN.condition());

  private static final String CLEAR_COUNTER = "delete from user_notify where user_id = ?";

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
        ? write(connection, id, email).replaceWith(new Due(current.attempt() + 1))
        : Uni.createFrom().item(new Refused(current.state()));
  }

  private Uni<Void> write(SqlConnection connection, long id, Optional<String> email) {
    Tuple resent = Tuple.of(email.orElse(null), MICROSECONDS.convert(times.published()), id);
    return connection
        .preparedQuery(RECORD)
        .execute(Tuple.of(id))
        .chain(() -> connection.preparedQuery(RESEND).execute(resent))
        .chain(() -> connection.preparedQuery(CLEAR_COUNTER).execute(Tuple.of(id)))
        .replaceWithVoid();
  }

  private static Optional<Current> current(RowSet<Row> rows) {
    return ResultRows.first(rows, ResendRepository::current);
  }

  private static Current current(Row row) {
    return new Current(MailState.valueOf(row.getString("mail_state")), row.getInteger("attempt"));
  }
}
