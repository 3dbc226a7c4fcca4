package io.github.registrationmail.support;

import io.github.registrationmail.stack.DatabaseOptions;
import java.util.Map;

/** The database of a run, empty at its start: the embedded one, or a MySQL or MariaDB. */
public interface RunDatabase extends AutoCloseable {

  /** The server that {@code MYSQL_HOST} names if it does, else the embedded MariaDB. */
  static RunDatabase ofEnvironment() {
    return System.getenv("MYSQL_HOST") == null ? embedded(DatabaseOptions.NONE) : new MySql();
  }

  /** The embedded one, with these options. */
  static RunDatabase embedded(DatabaseOptions options) {
    return new EmbeddedRunDatabase(options);
  }

  /** Which it is, for the report. */
  String describe();

  /** Whether it is a server of its own, and not the embedded one. */
  boolean isReal();

  /** How the service reaches it; {@link Jdbc} reads it too. */
  Map<String, String> environment();

  boolean canRestart();

  /** Stops it and starts it again with its data. */
  void restart();

  @Override
  void close();
}
