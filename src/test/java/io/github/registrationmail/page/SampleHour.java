package io.github.registrationmail.page;

import io.github.registrationmail.support.Sql;
import jakarta.inject.Singleton;

/** An hour of a service that has something to do. */
@Singleton
public class SampleHour {

  private static final String[] NAMES = {
    "Ada Lovelace",
    "Grace Hopper",
    "王小明",
    "Alan Turing",
    "Katherine Johnson",
    "李雷",
    "Edsger Dijkstra",
    "Barbara Liskov",
    "Donald Knuth",
    "Frances Allen",
    "韩梅梅",
    "Tony Hoare"
  };

  private static final String LISTED = "554 5.7.1 sender is listed";

  private final Sql sql;

  SampleHour(Sql sql) {
    this.sql = sql;
  }

  /** Writes it, and returns the id of a mail that failed after all its attempts. */
  public long write() {
    for (int minute = 59; minute >= 0; minute--) {
      int sent = 8 + (minute * 7) % 5 + (minute > 24 && minute < 33 ? -6 : 0);
      for (int i = 0; i < sent; i++) {
        mail(minute, i, "SENT");
      }
      int retried = minute > 24 && minute < 33 ? 4 + minute % 3 : minute % 9 == 0 ? 1 : 0;
      for (int i = 0; i < retried; i++) {
        fail(1, minute * 60 + i, "450 4.2.1 mailbox busy", 3000);
      }
      if (minute % 23 == 3) {
        fail(1, minute * 60, "550 5.1.1 no such user", null);
      }
    }
    long failed = mail(4, 1, "FAILED");
    int[] ages = {240, 237, 231, 219, 195, 147};
    for (int i = 0; i < 6; i++) {
      fail(failed, ages[i] - 3, "450 4.2.1 mailbox busy", i < 5 ? 6000 << i : null, i + 1);
    }
    mail(2, 2, "CANCELLED");
    mail(2, 3, "SENT");
    mail(1, 4, "RETRYING");
    mail(1, 5, "SENT");
    mail(0, 6, "FAILED");
    mail(0, 7, "RETRYING");
    mail(0, 8, "SENT");
    mail(0, 9, "SENDING");
    mail(0, 10, "QUEUED");
    mail(0, 11, "QUEUED");
    return failed;
  }

  /**
   * Half a minute ago hundreds of mails failed, and those of one reason are being tried again: 500
   * of them so far.
   */
  public void writeIncident() {
    run(
        """
        update registration set failure_reason = last_error, failed_at = registered_at
        where mail_state = 'FAILED'
        """);
    fail(LISTED, 812);
    fail("550 5.1.1 no such user", 57);
    fail("450 4.2.1 mailbox busy", 13);
    run(
        """
        update registration
        set mail_state = 'PENDING', last_error = null, failure_reason = null, failed_at = null,
          due_at = utc_timestamp(3), due_since = utc_timestamp(3)
        where failure_reason = ?
        order by id desc limit 500
        """,
        LISTED);
    run(
        """
        insert into operation(kind, filter, state, running, expected, at_least, newest, looked,
          changed, started_by, created_at, updated_at, claim, claimed_until)
        values ('RETRY', concat('state=FAILED&reason=', ?), 'RUNNING', sha2('', 256), 812, 0, 1, 500,
          500, 'operator', utc_timestamp(3), utc_timestamp(3), 17,
          utc_timestamp(3) + interval 1 hour)
        """,
        LISTED.replace(' ', '+'));
  }

  private void fail(String reason, int mails) {
    run(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at, last_error, failure_reason, failed_at)
        select concat('member', seq, '+', left(?, 3), '@example.net'),
          concat('member', seq, '+', left(?, 3), '@example.net'), concat('Member ', seq), 'en',
          utc_timestamp(3) - interval 1 minute, 'FAILED', utc_timestamp(3) - interval 30 second,
          null, ?, ?, utc_timestamp(3) - interval 5 + mod(seq, 24) second
        from
        """
            + Sql.SEQUENCE.formatted(mails),
        reason,
        reason,
        reason,
        reason);
    run(
        """
        insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
        select id, attempt, failed_at, last_error, null from registration
        where domain = 'example.net' and failure_reason = ?
        """,
        reason);
  }

  private long mail(int minutesAgo, int name, String state) {
    String who = NAMES[(minutesAgo + name) % NAMES.length];
    String local =
        who.codePointAt(0) < 128 ? who.toLowerCase().replace(' ', '.') : "user" + (name + 1);
    String email =
        local
            + "+"
            + Integer.toHexString(minutesAgo * 31 + name)
            + state.charAt(0)
            + "@example.org";
    run(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, attempt,
          due_at, sent_at, last_error, sweep_at)
        values (?, uuid(), ?, 'en', utc_timestamp(3) - interval ? second, ?, ?,
          utc_timestamp(3) + interval ? second,
          if(? = 'SENT', utc_timestamp(3) - interval ? second, null), ?, null)
        """,
        email,
        who,
        minutesAgo * 60 + 12 - name,
        state,
        state.equals("FAILED") ? 6 - 5 * (name % 2 == 0 ? 1 : 0) : state.equals("RETRYING") ? 3 : 1,
        3 * name,
        state,
        minutesAgo * 60 + 2,
        state.equals("FAILED") && name % 2 == 0
            ? "550 5.1.1 no such user"
            : state.equals("FAILED") || state.equals("RETRYING") ? "450 4.2.1 mailbox busy" : "");
    return sql.number("select max(id) from registration");
  }

  private void fail(long id, int secondsAgo, String reason, Integer nextDelay) {
    fail(id, secondsAgo, reason, nextDelay, 1);
  }

  private void fail(long id, int secondsAgo, String reason, Integer nextDelay, int attempt) {
    run(
        """
        insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
        values (?, ?, utc_timestamp(3) - interval ? second, ?, nullif(?, 0))
        """,
        id,
        attempt,
        secondsAgo,
        reason,
        nextDelay == null ? 0 : nextDelay);
  }

  private void run(String statement, Object... parameters) {
    var unused = sql.execute(statement, parameters);
  }
}
