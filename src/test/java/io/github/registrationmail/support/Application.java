package io.github.registrationmail.support;

import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application with a user of its own, which has the grant that {@code docs/doors.md} says. */
public final class Application {

  private static final String NAME = "application";
  private static final Path CONTRACT = Path.of("docs", "doors.md");

  private final Jdbc jdbc;

  /** Makes the user if it is not there yet. */
  public Application(EmbeddedStack stack) throws SQLException {
    this.jdbc = as(stack, NAME, NAME);
    String administrator = EmbeddedDatabase.ADMINISTRATOR;
    try (Connection connection = as(stack, administrator, administrator).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create user if not exists application@'%' identified by 'application'");
      statement.execute(grant());
    }
  }

  private static Jdbc as(EmbeddedStack stack, String user, String password) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MYSQL_USERNAME", user);
    environment.put("MYSQL_PASSWORD", password);
    return new Jdbc(environment);
  }

  private static String grant() {
    try {
      return Files.readString(CONTRACT)
          .lines()
          .filter(line -> line.startsWith("grant insert"))
          .findFirst()
          .orElseThrow()
          .replace(";", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Connection connect() throws SQLException {
    return jdbc.connect();
  }

  /** In a transaction of its own; the id. */
  public long insert(String email, String name) throws SQLException {
    try (Connection connection = connect()) {
      return insert(connection, email, name);
    }
  }

  /** In the transaction of this connection; the id. */
  public static long insert(Connection connection, String email, String name) throws SQLException {
    return execute(connection, "insert into registration(email, name) values (?, ?)", email, name);
  }

  /** The same with all that may be said; the id. */
  public long insert(
      String email, String name, @Nullable String locale, String template, @Nullable String data)
      throws SQLException {
    try (Connection connection = connect()) {
      return execute(
          connection,
          "insert into registration(email, name, locale, template, data) values (?, ?, ?, ?, ?)",
          email,
          name,
          Optional.ofNullable(locale).orElse(""),
          template,
          data);
    }
  }

  private static long execute(Connection connection, String sql, @Nullable String... parameters)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }
}
