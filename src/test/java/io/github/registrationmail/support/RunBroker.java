package io.github.registrationmail.support;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.Map;

/** The broker of a run: the embedded one, or a RabbitMQ. */
public interface RunBroker extends AutoCloseable {

  /**
   * A RabbitMQ where {@code RABBITMQ_HOST} names one, else the embedded broker.
   *
   * @param firstDelay of the service's timetable, because there may be a queue for each of its
   *     steps
   */
  static RunBroker ofEnvironment(Duration firstDelay) {
    return System.getenv("RABBITMQ_HOST") == null
        ? new EmbeddedRunBroker()
        : new RabbitMq(firstDelay);
  }

  /** Which it is, for the report. */
  String describe();

  /** Whether it is a RabbitMQ, and not the stand-in. */
  boolean isReal();

  /** How the service reaches it. */
  Map<String, String> environment();

  boolean canRestart();

  /** Stops it and starts it again. */
  void restart();

  boolean canWipe();

  /** The same, and it has forgotten everything. */
  void wipe();

  /** Another connection to the broker that the service's environment names. */
  static Connection connect(Map<String, String> environment) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(environment.getOrDefault("RABBITMQ_HOST", "localhost"));
    factory.setPort(Integer.parseInt(environment.getOrDefault("RABBITMQ_PORT", "5672")));
    factory.setUsername(environment.getOrDefault("RABBITMQ_USERNAME", "guest"));
    factory.setPassword(environment.getOrDefault("RABBITMQ_PASSWORD", "guest"));
    factory.setVirtualHost(environment.getOrDefault("RABBITMQ_VHOST", "/"));
    return factory.newConnection("run");
  }

  @Override
  void close();
}
