package io.github.registrationmail.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Registrations of the past whose mail is sent, as the service's table has them after a while. */
public final class SentRows {

  /** How long one registration was before the next. */
  public static final Duration APART = Duration.ofSeconds(10);

  /** Each of 200 numbers with each; the servers end a recursion at 1,000. */
  private static final int STATEMENT = 200 * 200;

  /** The oldest first; their addresses come in no order. */
  private static final String INSERT =
      """
      insert into registration
        (email, email_key, name, locale, registered_at, mail_state, due_at, sent_at, traceparent,
          sweep_at)
      with recursive number (n) as (
        select 0 union all select n + 1 from number where n < 199),
      past (age, hash, registered_at) as (
        select age, md5(age), utc_timestamp(3) - interval 10 * age second
        from (select ? - 200 * high.n - low.n as age from number high join number low) as ages
        where age > 0)
      select concat(hash, '@example.org'), concat(hash, '@example.org'), 'Ada Lovelace', 'en',
        registered_at, 'SENT', registered_at, registered_at + interval 1 second,
        concat('00-', hash, '-', left(hash, 16), '-01'), null
      from past
      order by age desc
      """;

  private SentRows() {}

  /** The server knows afterwards how many there are. */
  public static void insert(RunDatabase database, int count) throws SQLException {
    Progress.say("%,d rows more", count);
    try (Connection connection = new Jdbc(database.environment()).connect();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        Statement analyze = connection.createStatement()) {
      for (int left = count; left > 0; left -= STATEMENT) {
        insert.setInt(1, left);
        var unused = insert.executeUpdate();
      }
      var unused = analyze.execute("analyze table registration");
    }
  }
}
