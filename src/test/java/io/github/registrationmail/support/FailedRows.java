package io.github.registrationmail.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A bad day in the past: one in ten of the rows is FAILED, for one of fifty reasons. */
public final class FailedRows {

  private static final int STATEMENT = 50_000;

  private static final String FAIL =
      """
      update registration
      set mail_state = 'FAILED', sent_at = null, attempt = 6,
        failure_reason = concat('450 4.2.1 reason ', id div 10 % 50),
        failed_at = registered_at + interval 3 minute,
        last_error = concat('450 4.2.1 reason ', id div 10 % 50)
      where id > ? and id <= ? and id % 10 = 0 and mail_state = 'SENT'
      """;

  /** Their failures are used up. */
  private static final String COUNT =
      """
      insert ignore into user_notify(user_id, notifynum, isdone, updatetime)
      select id, 5, 1, failed_at from registration
      where id > ? and id <= ? and id % 10 = 0 and mail_state = 'FAILED'
      """;

  private FailedRows() {}

  /** The server knows afterwards how many there are. Returns the id of one of them. */
  public static long make(RunDatabase database) throws SQLException {
    Progress.say("a tenth of the rows is FAILED");
    try (Connection connection = new Jdbc(database.environment()).connect();
        PreparedStatement fail = connection.prepareStatement(FAIL);
        PreparedStatement count = connection.prepareStatement(COUNT);
        Statement statement = connection.createStatement()) {
      long last;
      try (var newest = statement.executeQuery("select max(id) from registration")) {
        var unused = newest.next();
        last = newest.getLong(1);
      }
      // no reader sees a mail that has FAILED and was not counted
      connection.setAutoCommit(false);
      for (long from = 0; from < last; from += STATEMENT) {
        for (PreparedStatement one : List.of(fail, count)) {
          one.setLong(1, from);
          one.setLong(2, from + STATEMENT);
          var unused = one.executeUpdate();
        }
        connection.commit();
      }
      var unused = statement.execute("analyze table registration");
      try (var one =
          statement.executeQuery("select max(id) from registration where mail_state = 'FAILED'")) {
        unused = one.next();
        return one.getLong(1);
      }
    }
  }
}
