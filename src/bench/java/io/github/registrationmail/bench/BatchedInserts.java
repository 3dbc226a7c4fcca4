package io.github.registrationmail.bench;

import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows like those of registrations, so many a statement as the service sends at most. */
final class BatchedInserts implements AutoCloseable {

  private static final int ROWS = 100;
  private static final String INSERT =
      """
      insert into bench_registration
        (email, email_key, name, locale, registered_at, mail_state, due_at, sweep_at)
      values
      """;
  private static final String ROW =
      """
      (?, ?, 'Ada Lovelace', 'en', utc_timestamp(3), 'PENDING', utc_timestamp(3), utc_timestamp(3))
      """;

  private final Connection first;
  private final Connection second;
  private final AtomicInteger next = new AtomicInteger();

  /** The service has made the database's tables. */
  BatchedInserts(RunDatabase database) throws SQLException {
    Jdbc jdbc = new Jdbc(database.environment());
    first = jdbc.connect();
    second = jdbc.connect();
    execute("create table bench_registration like registration");
  }

  /** On two connections, each statement with a commit of its own. */
  void insert(int count) {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> insert(first, count / 2)),
            CompletableFuture.runAsync(() -> insert(second, count - count / 2)))
        .join();
  }

  private void insert(Connection connection, int count) {
    for (int left = count; left > 0; left -= ROWS) {
      insertRows(connection, Math.min(ROWS, left));
    }
  }

  private void insertRows(Connection connection, int rows) {
    String sql = INSERT + String.join(", ", Collections.nCopies(rows, ROW));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int parameter = 1; parameter <= 2 * rows; parameter += 2) {
        String email = "user" + next.incrementAndGet() + "@example.org";
        statement.setString(parameter, email);
        statement.setString(parameter + 1, email);
      }
      var unused = statement.executeUpdate();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = first.createStatement()) {
      var unused = statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (first;
        second) {
      execute("drop table bench_registration");
    }
  }
}
