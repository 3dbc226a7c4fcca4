package io.github.registrationmail.support;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Rows in any state, written past the service; nothing moves them by itself. */
@Singleton
public class SampleRows {

  private final Sql sql;

  public SampleRows(Sql sql) {
    this.sql = sql;
  }

  /** A registration due in an hour that no sweep looks at; returns its id. */
  public long registration(String email, String state) {
    var unused =
        sql.execute(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sent_at, sweep_at)
            values (?, lower(?), 'Ada', 'en', utc_timestamp(3), ?,
              utc_timestamp(3) + interval 1 hour, if(? = 'SENT', utc_timestamp(3), null),
              null)
            """,
            email,
            email,
            state,
            state);
    return sql.number("select id from registration where email = ?", email);
  }

  /** The same, and due now. */
  public long due(String email, String state) {
    long id = registration(email, state);
    var unused = sql.execute("update registration set due_at = utc_timestamp(3) where id = ?", id);
    return id;
  }

  /** How many registrations are in that state. */
  public long count(String state) {
    return sql.number("select count(*) from registration where mail_state = ?", state);
  }

  /** What an operator did to many. */
  public void action(String who, String filter) {
    var unused =
        sql.execute(
            """
            insert into operator_action(at, who, action, filter, affected)
            values (utc_timestamp(3), ?, 'RETRY_ALL', ?, 1000000)
            """,
            who,
            filter);
  }

  /** A failed attempt of the given age, followed by another. */
  public void failure(long userId, Duration age) {
    var unused =
        sql.execute(
            """
            insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
            values (?, 1, utc_timestamp(3) - interval ? second, '450 busy', 3000)
            """,
            userId,
            age.toSeconds());
  }
}
