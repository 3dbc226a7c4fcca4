package io.github.registrationmail.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The MySQL or MariaDB that {@code MYSQL_*} names, with a database of this run's own; the command
 * in {@code chaos.mysql.restart} stops and starts it.
 */
final class MySql implements RunDatabase {

  private final Optional<Command> restart = Command.of("chaos.mysql.restart");
  private final String name = "registration_mail_run_" + System.currentTimeMillis();
  private final String version;

  MySql() {
    version = execute("create database " + name);
  }

  @Override
  public String describe() {
    return "database server " + version;
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Environment.startingWith("MYSQL_"));
    environment.put("MYSQL_DATABASE", name);
    return environment;
  }

  @Override
  public boolean canRestart() {
    return restart.isPresent();
  }

  @Override
  public void restart() {
    restart.orElseThrow().run();
  }

  /** Leaves nothing behind. */
  @Override
  public void close() {
    var unused = execute("drop database " + name);
  }

  /** Returns the server's version. */
  private static String execute(String statement) {
    Map<String, String> server = new HashMap<>(Environment.startingWith("MYSQL_"));
    server.put("MYSQL_DATABASE", "");
    try (Connection connection = new Jdbc(server).connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
