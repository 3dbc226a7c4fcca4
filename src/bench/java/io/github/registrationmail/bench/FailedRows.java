package io.github.registrationmail.bench;

import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A bad day in the past: one in ten of the rows is FAILED, for one of fifty reasons. */
final class FailedRows {

  private static final int STATEMENT = 200_000;

  private static final String FAIL =
      """
      update registration
      set mail_state = 'FAILED', sent_at = null, attempt = 6,
        failure_reason = concat('450 4.2.1 reason ', id div 10 % 50),
        failed_at = registered_at + interval 3 minute,
        last_error = concat('450 4.2.1 reason ', id div 10 % 50)
      where id > ? and id <= ? and id % 10 = 0 and mail_state = 'SENT'
      """;

  private FailedRows() {}

  /** The server knows afterwards how many there are. */
  static void make(RunDatabase database) throws SQLException {
    Progress.say("a tenth of the rows is FAILED");
    try (Connection connection = new Jdbc(database.environment()).connect();
        PreparedStatement fail = connection.prepareStatement(FAIL);
        Statement statement = connection.createStatement()) {
      long last;
      try (var newest = statement.executeQuery("select max(id) from registration")) {
        var unused = newest.next();
        last = newest.getLong(1);
      }
      for (long from = 0; from < last; from += STATEMENT) {
        fail.setLong(1, from);
        fail.setLong(2, from + STATEMENT);
        var unused = fail.executeUpdate();
      }
      var unused = statement.execute("analyze table registration");
    }
  }
}
