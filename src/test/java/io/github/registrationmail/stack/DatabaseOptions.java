package io.github.registrationmail.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an administrator has set on a server.
 *
 * @param arguments of the server, after ours
 * @param sql one statement a line, run at each start, after ours
 * @param clock how its clock is set, if not as the machine's
 */
public record DatabaseOptions(
    List<String> arguments, List<String> sql, Optional<ServerClock> clock) {

  public static final DatabaseOptions NONE = new DatabaseOptions(List.of(), List.of());

  public DatabaseOptions(List<String> arguments, List<String> sql) {
    this(arguments, sql, Optional.empty());
  }

  /** A MariaDB with this clock. */
  public static DatabaseOptions clock(ServerClock clock) {
    return new DatabaseOptions(List.of(), List.of(), Optional.of(clock));
  }

  /** Both, with the clock of this one. */
  public DatabaseOptions and(DatabaseOptions other) {
    return new DatabaseOptions(
        Stream.concat(arguments.stream(), other.arguments.stream()).toList(),
        Stream.concat(sql.stream(), other.sql.stream()).toList(),
        clock);
  }

  public static DatabaseOptions arguments(String... arguments) {
    return new DatabaseOptions(List.of(arguments), List.of());
  }

  // the command line clients insist on TLS, so database and user come from an init file
  String init() {
    return String.join(
        "\n",
        """
        CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4;
        CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%3$s';
        GRANT ALL ON %1$s.* TO '%2$s'@'%%';
        CREATE USER IF NOT EXISTS '%4$s'@'%%' IDENTIFIED BY '%4$s';
        GRANT ALL ON *.* TO '%4$s'@'%%' WITH GRANT OPTION;
        """
            .formatted(
                EmbeddedDatabase.NAME,
                EmbeddedDatabase.USERNAME,
                EmbeddedDatabase.PASSWORD,
                EmbeddedDatabase.ADMINISTRATOR),
        String.join("\n", sql));
  }
}
