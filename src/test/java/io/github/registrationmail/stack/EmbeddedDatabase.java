package io.github.registrationmail.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A database server of its own, MariaDB or with {@code -Dstack.database=mysql} MySQL 8; its data
 * outlives {@link #stop} and is gone with {@link #close}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  public static final String NAME = "registration_mail";
  public static final String USERNAME = "registration_mail";
  public static final String PASSWORD = "registration_mail";

  /** May do everything, from everywhere, with its name as password. */
  public static final String ADMINISTRATOR = "administrator";

  private final WorkDirectory directory = WorkDirectory.create("database");
  private final DatabaseOptions options;
  private Optional<DatabaseServer> server = Optional.empty();

  public EmbeddedDatabase() {
    this(DatabaseOptions.NONE);
  }

  public EmbeddedDatabase(DatabaseOptions options) {
    this.options = options;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stack-database-close"));
  }

  /** Which of the two it is. */
  public static boolean isMySql() {
    String kind = System.getProperty("stack.database", "mariadb");
    return switch (kind) {
      case "mysql" -> true;
      case "mariadb" -> false;
      default ->
          throw new IllegalStateException(
              "stack.database must be mariadb or mysql, not \"%s\"".formatted(kind));
    };
  }

  /** Where the server keeps its data, and MySQL the CA that it made itself. */
  public Path data() {
    return directory.resolve("data");
  }

  /** Starts on this port, or on a free one when it is 0, and tells which. */
  public synchronized int start(int wanted) {
    QuietLogs.apply();
    try {
      if (server.isEmpty()) {
        server = Optional.of(install(wanted));
      } else if (wanted != port()) {
        throw new IllegalStateException("The embedded database belongs to port " + port());
      }
      start();
      return port();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database cannot be installed", e);
    }
  }

  private DatabaseServer install(int port) throws IOException {
    return isMySql()
        ? MySql.install(directory, port, options)
        : MariaDb.install(directory, port, options);
  }

  /** Starts again on the port that it had, with the data that it had. */
  public synchronized void start() {
    try {
      server.orElseThrow().start();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database cannot start on port " + port(), e);
    }
  }

  public synchronized int port() {
    return server.orElseThrow().port();
  }

  /** Ends the server and keeps the data for the next {@link #start()}. */
  public synchronized void stop() {
    try {
      if (server.isPresent()) {
        server.get().stop();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database does not stop", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (server.isPresent()) {
        server.get().kill();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database does not end", e);
    }
    directory.delete();
  }
}
