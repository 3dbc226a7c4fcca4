package io.github.registrationmail.reliability;

import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database, read past the service. */
final class Rows {

  private final String url;
  private final String user;
  private final String password;

  Rows(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Those of the embedded database. */
  static Rows of(EmbeddedStack stack) {
    return new Rows(
        url(stack.database().port()), EmbeddedDatabase.USERNAME, EmbeddedDatabase.PASSWORD);
  }

  /** Those of the embedded database at this port, as somebody who may do everything there. */
  static Rows asAdministrator(int port) {
    return new Rows(url(port), EmbeddedDatabase.ADMINISTRATOR, EmbeddedDatabase.ADMINISTRATOR);
  }

  private static String url(int port) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + EmbeddedDatabase.NAME;
  }

  /** State of the mail to this address, or what stands for "no such row". */
  String state(String email) {
    return text("select mail_state from registration where email = ?", email);
  }

  /** Failures counted for this address, 0 if none. */
  int failures(String email) {
    String number =
        text(
            "select notifynum from user_notify join registration on id = user_id where email = ?",
            email);
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  /** First column of the first row as text; empty if there is no row. */
  String text(String sql, Object... parameters) {
    return texts(sql, parameters).stream().findFirst().orElse("");
  }

  /** First column, which holds ids, of all rows. */
  List<Long> ids(String sql, Object... parameters) {
    return texts(sql, parameters).stream().map(Long::valueOf).toList();
  }

  /** One after the other on one connection. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        var unused = statement.execute(sql);
      }
    }
  }

  private List<String> texts(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(String.valueOf(rows.getObject(1)));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
