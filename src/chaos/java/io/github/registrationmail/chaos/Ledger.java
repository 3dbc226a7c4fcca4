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
import java.util.stream.Stream;

/**
 * The registration rows of a run, read past the service; waits for a database that is restarting.
 */
final class Ledger {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Jdbc database;
  private final long newest;

  /** All that there are. */
  Ledger(RunDatabase database) {
    this(database, 0);
  }

  /**
   * @param newest the newest registration that is not of this run
   */
  Ledger(RunDatabase database, long newest) {
    this.database = new Jdbc(database.environment());
    this.newest = newest;
  }

  /** Mails that are being sent: address and claim. */
  Set<InFlight> inFlight() {
    return ofRun("select email, claim from registration where id > ? and mail_state = 'SENDING'")
        .map(row -> new InFlight(row.get(0), row.get(1)))
        .collect(Collectors.toSet());
  }

  /** Addresses whose mail is in this state. */
  Set<String> in(String state) {
    return emails("select email from registration where id > ? and mail_state = '" + state + "'");
  }

  /** Addresses with an attempt that failed: here, because the answer was not there in time. */
  Set<String> unanswered() {
    return emails(
        """
        select distinct email from registration join mail_failure on user_id = registration.id
        where registration.id > ?
        """);
  }

  /** Mails that are neither sent nor given up, by state and attempt; empty when all is settled. */
  List<List<String>> unsettled() {
    return ofRun(
            """
            select mail_state, attempt, swept, count(*), max(timestampdiff(second, utc_timestamp(3), sweep_at))
            from registration where id > ? and mail_state not in ('SENT', 'FAILED', 'CANCELLED')
            group by mail_state, attempt, swept
            """)
        .toList();
  }

  /** How long after it was due each mail was accepted, in milliseconds, the least first. */
  List<Long> late() {
    return ofRun(
            """
            select timestampdiff(microsecond, due_at, sent_at) div 1000 as late
            from registration where id > ? and mail_state = 'SENT' order by late
            """)
        .map(row -> Long.valueOf(row.get(0)))
        .toList();
  }

  /** Addresses whose mail was sent within so many days of their registration. */
  Set<String> sentWithin(int days) {
    return emails(
        """
        select email from registration
        where id > ? and sent_at < registered_at + interval %d day
        """
            .formatted(days));
  }

  /** All ids. */
  List<Long> ids() {
    return ofRun("select id from registration where id > ?")
        .map(row -> Long.valueOf(row.get(0)))
        .toList();
  }

  /** Rows that are as they must never be, by invariant. */
  Map<String, List<Long>> violated() {
    return Invariants.violated(this::ids, newest);
  }

  private Set<String> emails(String sql) {
    return ofRun(sql).map(row -> row.get(0)).collect(Collectors.toSet());
  }

  /** Of a statement that is told the newest registration that is not meant. */
  private Stream<List<String>> ofRun(String sql) {
    return read(sql, newest).stream();
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
