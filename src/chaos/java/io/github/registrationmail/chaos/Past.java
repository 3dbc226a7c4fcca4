package io.github.registrationmail.chaos;

import io.github.registrationmail.support.FailedRows;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.SentRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The registrations that are there before the first of a run. */
final class Past {

  private final RunDatabase database;
  private long newest;

  Past(RunDatabase database) {
    this.database = database;
  }

  /**
   * So many, whose mails are sent or FAILED; there is the schema.
   *
   * @param next the first id that is given after them
   */
  void insert(int rows, long next) {
    try {
      SentRows.insert(database, rows);
      var unused = FailedRows.make(database);
      newest = number("select max(id) from registration");
      execute("alter table registration auto_increment = " + next);
    } catch (SQLException e) {
      throw new IllegalStateException("there is no past", e);
    }
  }

  /** An age that a few of so many have, and that nobody gets who registers now. */
  static Duration retention(int rows) {
    Duration oldest = SentRows.APART.multipliedBy(rows);
    Duration least = Duration.ofDays(60);
    return oldest.minusDays(1).compareTo(least) > 0 ? oldest.minusDays(1) : least;
  }

  /** The newest of them. */
  long newest() {
    return newest;
  }

  /** The oldest of them that is still there. */
  long oldest() {
    try {
      return number("select min(id) from registration");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = new Jdbc(database.environment()).connect();
        Statement statement = connection.createStatement()) {
      var unused = statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = new Jdbc(database.environment()).connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var unused = result.next();
      return result.getLong(1);
    }
  }
}
