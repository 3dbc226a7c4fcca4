package io.github.registrationmail.bench;

import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * Sent mails that are past the retention, for as long as a round takes; the service erases them.
 */
final class OldRows {

  /** With these it erases nothing but what {@link #erased} makes old. */
  static final Map<String, String> SETTINGS =
      Map.of("REGISTRATION_RETENTION", "10000d", "REGISTRATION_FAILURES_PRUNE_EVERY", "1s");

  /** More than are erased while one round lasts. */
  private static final int COUNT = 20_000;

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final String AGE =
      """
      update registration set sent_at = sent_at - interval 30 year
      where mail_state = 'SENT' and sent_at > '2000-01-01'
      order by id
      limit %d
      """
          .formatted(COUNT);

  private static final String REJUVENATE =
      "update registration set sent_at = sent_at + interval 30 year where sent_at < '2000-01-01'";

  private static final String LEFT =
      "select count(*) from registration where sent_at < '2000-01-01'";

  private final RunDatabase database;

  OldRows(RunDatabase database) {
    this.database = database;
  }

  /** Rows are being erased when this returns, until what this returns is closed. */
  AutoCloseable erased() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      var unused = statement.executeUpdate(AGE);
      awaitBegun(statement);
      long start = System.nanoTime();
      int left = left(statement);
      return () -> stop(start, left);
    }
  }

  private void awaitBegun(Statement statement) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    while (left(statement) == COUNT) {
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("nothing was erased within " + DEADLINE);
      }
      Thread.sleep(100);
    }
  }

  private void stop(long start, int before) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      int left = left(statement);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (left == 0 || left == before) {
        throw new AssertionError("of %d old rows %d are left".formatted(before, left));
      }
      Progress.say("%d rows erased, %.0f a second", before - left, (before - left) / seconds);
      var unused = statement.executeUpdate(REJUVENATE);
    }
  }

  private static int left(Statement statement) throws SQLException {
    try (var count = statement.executeQuery(LEFT)) {
      var unused = count.next();
      return count.getInt(1);
    }
  }

  private Connection connect() throws SQLException {
    return new Jdbc(database.environment()).connect();
  }
}
