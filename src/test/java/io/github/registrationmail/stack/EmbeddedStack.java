package io.github.registrationmail.stack;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Broker, database and mail server together, and how the service reaches them. */
public final class EmbeddedStack implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final EmbeddedBroker broker = new EmbeddedBroker();
  private final EmbeddedDatabase database;
  private final EmbeddedSmtp smtp = new EmbeddedSmtp();

  public EmbeddedStack() {
    this(DatabaseOptions.NONE);
  }

  public EmbeddedStack(DatabaseOptions options) {
    this.database = new EmbeddedDatabase(options);
  }

  /** Starts all three on these ports, 0 being any free one, or none of them. */
  public EmbeddedStack start(StackPorts ports) {
    var starting =
        CompletableFuture.runAsync(() -> database.start(ports.database()), this::inBackground);
    try {
      broker.start(ports.broker());
      smtp.start(ports.smtp());
      starting.join();
      return this;
    } catch (RuntimeException e) {
      close();
      throw new IllegalStateException("The embedded stack does not start", e);
    }
  }

  private void inBackground(Runnable work) {
    var thread = new Thread(work, "stack-database-start");
    thread.setDaemon(true);
    thread.start();
  }

  /** The service's own environment variables. */
  public Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("RABBITMQ_HOST", HOST),
        Map.entry("RABBITMQ_PORT", String.valueOf(broker.port())),
        Map.entry("RABBITMQ_USERNAME", "guest"),
        Map.entry("RABBITMQ_PASSWORD", "guest"),
        Map.entry("RABBITMQ_VHOST", "/"),
        Map.entry("MYSQL_HOST", HOST),
        Map.entry("MYSQL_PORT", String.valueOf(database.port())),
        Map.entry("MYSQL_DATABASE", EmbeddedDatabase.NAME),
        Map.entry("MYSQL_USERNAME", EmbeddedDatabase.USERNAME),
        Map.entry("MYSQL_PASSWORD", EmbeddedDatabase.PASSWORD),
        Map.entry("SMTP_HOST", HOST),
        Map.entry("SMTP_PORT", String.valueOf(smtp.port())),
        Map.entry("SMTP_STARTTLS", "DISABLED"));
  }

  public EmbeddedBroker broker() {
    return broker;
  }

  public EmbeddedDatabase database() {
    return database;
  }

  public EmbeddedSmtp smtp() {
    return smtp;
  }

  @Override
  public void close() {
    smtp.close();
    broker.close();
    database.close();
  }
}
