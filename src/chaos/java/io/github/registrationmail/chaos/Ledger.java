package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;

import io.github.registrationmail.invariant.Invariants;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The registration rows, read past the service; waits for a database that is restarting. */
final class Ledger {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Jdbc database;

  Ledger(RunDatabase database) {
    this.database = new Jdbc(database.environment());
  }

  /** Mails that are being sent: address and claim. */
  Set<InFlight> inFlight() {
    return read("select email, claim from registration where mail_state = 'SENDING'").stream()
        .map(row -> new InFlight(row.get(0), row.get(1)))
        .collect(Collectors.toSet());
  }

  /** Addresses whose mail is in this state. */
  Set<String> in(String state) {
    return read("select email from registration where mail_state = '" + state + "'").stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  /** Addresses with an attempt that failed: here, because the answer was not there in time. */
  Set<String> unanswered() {
    return read(
            "select distinct email from registration join mail_failure on user_id = registration.id")
        .stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  /** Mails that are neither sent nor given up, by state and attempt; empty when all is settled. */
  List<List<String>> unsettled() {
    return read(
        """
        select mail_state, attempt, swept, count(*), max(timestampdiff(second, utc_timestamp(3), sweep_at))
        from registration where mail_state not in ('SENT', 'FAILED', 'CANCELLED')
        group by mail_state, attempt, swept
        """);
  }

  /** How long after it was due each mail was accepted, in milliseconds, the least first. */
  List<Long> late() {
    return read(
            """
            select timestampdiff(microsecond, due_at, sent_at) div 1000 as late
            from registration where mail_state = 'SENT' order by late
            """)
        .stream()
        .map(row -> Long.valueOf(row.get(0)))
        .toList();
  }

  /** Rows that are as they must never be, by invariant. */
  Map<String, List<Long>> violated() {
    return Invariants.violated(this::ids, 0);
  }

  private List<Long> ids(String sql, Object... parameters) {
    return read(sql, parameters).stream().map(row -> Long.valueOf(row.get(0))).toList();
  }

  private List<List<String>> read(String sql, Object... parameters) {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> query(sql, parameters), rows -> true);
  }

  private List<List<String>> query(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    }
  }

  private static List<String> row(ResultSet result) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      row.add(String.valueOf(result.getString(i)));
    }
    return row;
  }

  /** One mail under way, claimed by one delivery. */
  record InFlight(String email, String claim) {}
}
