package io.github.registrationmail.registration;

import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** Reads a row of the table {@code registration}; its columns are those of {@link #COLUMNS}. */
public final class RegistrationRow {

  /**
   * What every SELECT of a registration names. Whether the attempt of a cancelled mail has failed,
   * only its failures tell; those of attempts before an operator's retry are older.
   */
  public static final String COLUMNS =
      """
      id, email, name, locale, registered_at, mail_state, attempt, earlier, due_at, sent_at, last_error, reply,
      mail_state = 'FAILED' or (mail_state = 'CANCELLED' and exists (
        select 1 from mail_failure
        where user_id = registration.id and mail_failure.attempt = registration.attempt
          and failed_at >= due_at and counted = 1)) as failed
      """;

  private RegistrationRow() {}

  /** The registration in this row. */
  public static Registration read(Row row) {
    return new Registration(
        row.getLong("id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("locale"),
        ResultRows.instant(row, "registered_at").orElseThrow(),
        mail(row));
  }

  private static Registration.Mail mail(Row row) {
    MailState state = MailState.valueOf(row.getString("mail_state"));
    int attempt = row.getInteger("attempt");
    int attempts = attempt - row.getInteger("earlier");
    return new Registration.Mail(
        state,
        attempt,
        row.getInteger("failed") == 1 ? attempts : attempts - 1,
        state.isWaiting() ? ResultRows.instant(row, "due_at") : Optional.empty(),
        ResultRows.instant(row, "sent_at"),
        Optional.ofNullable(row.getString("last_error")),
        Optional.ofNullable(row.getString("reply")));
  }
}
