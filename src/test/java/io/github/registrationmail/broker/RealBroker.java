package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The RabbitMQ that RABBITMQ_HOST, _PORT, _USERNAME and _PASSWORD name, if there is one. */
final class RealBroker {

  private static final int PATIENCE = 30;

  private RealBroker() {}

  /** Skips the test class, in one line, if it is not there or lacks the plugin. */
  static BrokerAddress require(DelayConfig.Strategy strategy) {
    Optional<BrokerAddress> named = address();
    skipUnless(named.isPresent(), "RABBITMQ_HOST is not set");
    BrokerAddress address = named.orElseThrow();
    skipUnless(answers(address), "no RabbitMQ answers at " + address.host() + ":" + address.port());
    skipUnless(
        strategy == DelayConfig.Strategy.TTL_QUEUES || hasPlugin(address),
        "the RabbitMQ at " + address.host() + ":" + address.port() + " has no delayed exchange");
    return address;
  }

  /** Skips the test, in one line, on a broker with the plugin. */
  static void requireNoPlugin() {
    skipUnless(!hasPlugin(address().orElseThrow()), "the RabbitMQ has the delayed exchange");
  }

  private static Optional<BrokerAddress> address() {
    return variable("RABBITMQ_HOST")
        .map(
            host ->
                new BrokerAddress(
                    host,
                    variable("RABBITMQ_PORT").map(Integer::parseInt).orElse(5672),
                    variable("RABBITMQ_USERNAME").orElse("guest"),
                    variable("RABBITMQ_PASSWORD").orElse("guest")));
  }

  static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  /** Skips the test, in one line, if this variable has no shell command for it. */
  static void requireCommand(String variable, String purpose) {
    skipUnless(variable(variable).isPresent(), variable + " is not set, so nothing can " + purpose);
  }

  /** Runs the shell command in this variable, if there is one. */
  static void run(String variable) throws IOException, InterruptedException {
    String command = variable(variable).orElse("true");
    assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
  }

  /** Says why on the console too, where Surefire only counts. */
  static void skipUnless(boolean holds, String otherwise) {
    if (!holds) {
      System.out.println("[real broker] skipped: " + otherwise);
    }
    assumeTrue(holds, otherwise);
  }

  private static boolean answers(BrokerAddress address) {
    for (int i = 0; i < PATIENCE; i++) {
      try {
        address.connect().close();
        return true;
      } catch (IOException | TimeoutException e) {
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasPlugin(BrokerAddress address) {
    String name = Names.unique().delayedExchange();
    try (Connection connection = address.connect();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(
          name, "x-delayed-message", false, true, Map.of("x-delayed-type", "direct"));
      channel.exchangeDelete(name);
      return true;
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      return false;
    }
  }
}
