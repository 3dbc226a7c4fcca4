package io.github.registrationmail.chaos;

import java.util.Map;

/** The broker of a run: the embedded one, or a RabbitMQ. */
interface ChaosBroker extends AutoCloseable {

  /** A RabbitMQ where {@code RABBITMQ_HOST} names one, else the embedded broker. */
  static ChaosBroker ofEnvironment() {
    return System.getenv("RABBITMQ_HOST") == null ? new EmbeddedChaosBroker() : new RabbitMq();
  }

  /** Which it is, for the report. */
  String describe();

  /** How the service reaches it. */
  Map<String, String> environment();

  boolean canRestart();

  /** Stops it and starts it again. */
  void restart();

  boolean canWipe();

  /** The same, and it has forgotten everything. */
  void wipe();

  @Override
  void close();
}
