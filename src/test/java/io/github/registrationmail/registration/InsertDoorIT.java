package io.github.registrationmail.registration;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Application;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.ServiceProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A plain JDBC program registers people in transactions of its own, and the packaged service, whose
 * sweep is too seldom to be of help, mails them.
 */
class InsertDoorIT {

  private static final int ROWS = 10_000;
  private static final int ROLLED_BACK = 500;

  private static EmbeddedStack stack;
  private static ServiceProcess service;
  private static Application application;
  private static Jdbc jdbc;

  @BeforeAll
  static void start() throws SQLException {
    stack = new EmbeddedStack().start(StackPorts.FREE);
    Map<String, String> settings = new HashMap<>(stack.environment());
    settings.put("REGISTRATION_RETRY_FIRST_DELAY", "1s");
    settings.put("REGISTRATION_SWEEP_EVERY", "10m");
    service = ServiceProcess.startDelivering(settings);
    application = new Application(stack);
    jdbc = new Jdbc(stack.environment());
  }

  @AfterAll
  static void stop() {
    service.close();
    stack.close();
  }

  @Test
  void mailsWhatIsCommittedAndNothingElse() throws SQLException {
    try (Connection connection = application.connect()) {
      connection.setAutoCommit(false);
      insert(connection, "undone", ROLLED_BACK);
      connection.rollback();
      insert(connection, "done", ROWS);
      connection.commit();
      insert(connection, "undone", ROLLED_BACK);
      connection.rollback();
    }

    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> count("mail_state = 'SENT'") >= ROWS);
    assertEquals(ROWS, count("email like 'done%' and mail_state = 'SENT' and attempt = 1"));
    assertEquals(0, count("email like 'undone%'"));
    assertEquals(0, count("swept > 0"));
    for (int i = 0; i < ROWS; i++) {
      assertEquals(1, stack.smtp().received("done" + i + "@example.org").size());
    }
    for (int i = 0; i < ROLLED_BACK; i++) {
      assertEquals(0, stack.smtp().attempts("undone" + i + "@example.org").size());
    }
  }

  /** The transaction is over before its mail is due, and after. */
  @Test
  void mailsWhenItIsDue() throws SQLException {
    String early = Api.address("ok");
    application.insert(early, "Ada");
    await().until(() -> count("email = '" + early + "' and mail_state = 'SENT'") == 1);
    assertTrue(lateMillis(early) < 1000, "late by " + lateMillis(early) + " ms");
  }

  private static int lateMillis(String email) throws SQLException {
    return number(
        "select timestampdiff(microsecond, registered_at + interval 1 second, sent_at) div 1000"
            + " from registration where email = '"
            + email
            + "'");
  }

  private static void insert(Connection connection, String prefix, int rows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into registration(email, name) values (?, 'Ada')")) {
      for (int i = 0; i < rows; i++) {
        statement.setString(1, prefix + i + "@example.org");
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static int count(String condition) throws SQLException {
    return number("select count(*) from registration where " + condition);
  }

  private static int number(String sql) throws SQLException {
    try (Connection connection = jdbc.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
