package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * TTL queues with 10,000 messages waiting, over a restart of the broker by the shell command in
 * RABBITMQ_RESTART.
 */
class RealBrokerRestartIT {

  private static final int MESSAGES = 10_000;
  private static final Duration DELAY = Duration.ofSeconds(45);

  @Test
  void losesNothing() throws Exception {
    BrokerAddress address = RealBroker.require(DelayConfig.Strategy.TTL_QUEUES);
    RealBroker.requireCommand("RABBITMQ_RESTART", "restart the broker");
    Traffic traffic = new Traffic(DelayConfig.Strategy.TTL_QUEUES, Names.unique(), List.of(DELAY));
    try (Connection connection = address.connect();
        Channel channel = connection.createChannel()) {
      traffic.declare(connection);
      traffic.publish(channel, 0, MESSAGES, DELAY);
    }
    RealBroker.run("RABBITMQ_RESTART");
    RealBroker.require(DelayConfig.Strategy.TTL_QUEUES);
    try (Connection connection = address.connect()) {
      traffic.consume(connection);
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertEquals(MESSAGES, numbers(traffic).size()));
    }
    traffic.delete(address, List.of(DELAY));
    report(traffic);
    assertEquals(
        IntStream.range(0, MESSAGES).boxed().collect(Collectors.toSet()), numbers(traffic));
  }

  private static Set<Integer> numbers(Traffic traffic) {
    return traffic.arrivals().stream()
        .map(Traffic.Arrival::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void report(Traffic traffic) {
    List<Traffic.Arrival> all = traffic.arrivals();
    System.out.printf(
        "%d published, %d delivered, %d different; early %d; late by p50 %.0f ms, p99 %.0f ms%n",
        MESSAGES,
        all.size(),
        numbers(traffic).size(),
        all.stream().filter(arrival -> arrival.lateMillis() < 0).count(),
        Traffic.late(all, 0.5),
        Traffic.late(all, 0.99));
  }
}
