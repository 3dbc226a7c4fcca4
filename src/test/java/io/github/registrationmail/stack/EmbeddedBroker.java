package io.github.registrationmail.stack;

import java.util.Optional;

/**
 * Apache Qpid Broker-J, taught to answer like RabbitMQ with the delayed message plugin; all it
 * holds is in memory and gone when it stops.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final boolean delayedExchange;
  private Optional<RunningBroker> running = Optional.empty();
  private int port;

  /** A broker that has the delayed message plugin. */
  public EmbeddedBroker() {
    this(true);
  }

  private EmbeddedBroker(boolean delayedExchange) {
    this.delayedExchange = delayedExchange;
  }

  /** A stock broker: it refuses the exchange type {@code x-delayed-message}. */
  public static EmbeddedBroker withoutDelayedExchange() {
    return new EmbeddedBroker(false);
  }

  /** Starts on this port, or on a free one when it is 0, and tells which. */
  public synchronized int start(int wanted) {
    QuietLogs.apply();
    if (running.isPresent()) {
      throw new IllegalStateException("The embedded broker already runs on port " + port);
    }
    running = Optional.of(launch(wanted));
    port = running.get().port();
    return port;
  }

  /** Starts again, empty, on the port that it had. */
  public synchronized void start() {
    start(port);
  }

  private RunningBroker launch(int wanted) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    var launching = new RunningBroker();
    thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
    try {
      launching.launch(new BrokerConfiguration(wanted, delayedExchange));
      return launching;
    } catch (Exception e) {
      launching.shutdown();
      throw new IllegalStateException("The embedded broker cannot start on port " + wanted, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Closes every connection as an operator of RabbitMQ can: 320 CONNECTION_FORCED. */
  public synchronized void closeConnections() {
    running.ifPresent(RunningBroker::closeConnections);
  }

  public synchronized int port() {
    return port;
  }

  /** Cuts every connection and drops every message, queue and exchange. */
  public synchronized void stop() {
    running.ifPresent(RunningBroker::shutdown);
    running = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }
}
