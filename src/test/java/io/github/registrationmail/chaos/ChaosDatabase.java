package io.github.registrationmail.chaos;

import java.util.Map;

/** The database of a run, empty at its start: the embedded one, or a MySQL or MariaDB. */
interface ChaosDatabase extends AutoCloseable {

  /** The server that {@code MYSQL_HOST} names if it does, else the embedded MariaDB. */
  static ChaosDatabase ofEnvironment() {
    return System.getenv("MYSQL_HOST") == null ? new EmbeddedChaosDatabase() : new MySql();
  }

  /** Which it is, for the report. */
  String describe();

  /** How the service reaches it; also read by {@link Ledger}. */
  Map<String, String> environment();

  boolean canRestart();

  /** Stops it and starts it again with its data. */
  void restart();

  @Override
  void close();
}
