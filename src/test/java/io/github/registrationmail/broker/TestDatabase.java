package io.github.registrationmail.broker;

import io.github.registrationmail.stack.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A database of its own for the packaged service. */
interface TestDatabase extends AutoCloseable {

  /** Starts or creates it; how the service reaches it. */
  Map<String, String> start();

  @Override
  void close();

  static TestDatabase embedded() {
    EmbeddedDatabase database = new EmbeddedDatabase();
    return new TestDatabase() {
      @Override
      public Map<String, String> start() {
        return Map.of(
            "MYSQL_HOST", "127.0.0.1",
            "MYSQL_PORT", Integer.toString(database.start(0)),
            "MYSQL_DATABASE", EmbeddedDatabase.NAME,
            "MYSQL_USERNAME", EmbeddedDatabase.USERNAME,
            "MYSQL_PASSWORD", EmbeddedDatabase.PASSWORD);
      }

      @Override
      public void close() {
        database.close();
      }
    };
  }

  /** On the server that MYSQL_HOST, _PORT, _USERNAME and _PASSWORD name; embedded without one. */
  static TestDatabase real(Names names) {
    return RealBroker.variable("MYSQL_HOST")
        .<TestDatabase>map(host -> new Schema(host, names.run().replace('-', '_')))
        .orElseGet(TestDatabase::embedded);
  }

  /** A schema on a server that is there, dropped in the end. */
  record Schema(String host, String name) implements TestDatabase {

    @Override
    public Map<String, String> start() {
      execute("create database `" + name + "`");
      return Map.of(
          "MYSQL_HOST", host,
          "MYSQL_PORT", port(),
          "MYSQL_DATABASE", name,
          "MYSQL_USERNAME", username(),
          "MYSQL_PASSWORD", password());
    }

    @Override
    public void close() {
      execute("drop database if exists `" + name + "`");
    }

    private void execute(String statement) {
      String url = "jdbc:mysql://" + host + ":" + port() + "/";
      try (Connection connection = DriverManager.getConnection(url, username(), password());
          var sql = connection.createStatement()) {
        sql.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String port() {
      return RealBroker.variable("MYSQL_PORT").orElse("3306");
    }

    private static String username() {
      return RealBroker.variable("MYSQL_USERNAME").orElse("root");
    }

    private static String password() {
      return RealBroker.variable("MYSQL_PASSWORD").orElse("");
    }
  }
}
