package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Where a broker answers, and as whom. */
record BrokerAddress(String host, int port, String username, String password) {

  static BrokerAddress embedded(int port) {
    return new BrokerAddress("127.0.0.1", port, "guest", "guest");
  }

  Connection connect() throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(host);
    factory.setPort(port);
    factory.setUsername(username);
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setExceptionHandler(new Quiet());
    return factory.newConnection("test");
  }

  /** The same for the packaged service. */
  Map<String, String> environment() {
    return Map.of(
        "RABBITMQ_HOST", host,
        "RABBITMQ_PORT", Integer.toString(port),
        "RABBITMQ_USERNAME", username,
        "RABBITMQ_PASSWORD", password);
  }

  /** Connections end all the time in these tests. */
  private static final class Quiet extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable e) {}
  }
}
