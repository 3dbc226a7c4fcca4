package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The numbers of the README's table, of both strategies in turn on one idle broker that has the
 * plugin: {@code -Dmeasure=true -Dit.test=RealBrokerMeasureIT}.
 */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class RealBrokerMeasureIT {

  private static final List<Duration> STEPS =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final int SPREAD = 1500;
  private static final int BURST = 10_000;
  private static final int ROUNDS = 9;

  private final BrokerAddress address = RealBroker.require(DelayConfig.Strategy.DELAYED_EXCHANGE);
  private final Map<DelayConfig.Strategy, Traffic> traffic =
      new EnumMap<>(DelayConfig.Strategy.class);

  @Test
  void latenessAndPublishRate() throws Exception {
    for (DelayConfig.Strategy kind : DelayConfig.Strategy.values()) {
      traffic.put(kind, new Traffic(kind, Names.unique(), STEPS));
    }
    try (Connection connection = address.connect();
        Connection consuming = address.connect();
        Channel channel = connection.createChannel()) {
      for (Traffic each : traffic.values()) {
        each.declare(connection);
        each.consume(consuming);
      }
      for (DelayConfig.Strategy kind : DelayConfig.Strategy.values()) {
        lateness(kind, channel);
      }
      rates(channel);
    } finally {
      for (Traffic each : traffic.values()) {
        each.delete(address, STEPS);
      }
    }
  }

  /** About 100 messages a second, of all delays mixed. */
  private void lateness(DelayConfig.Strategy kind, Channel channel) throws Exception {
    Traffic each = traffic.get(kind);
    for (int i = 0; i < SPREAD; i++) {
      each.publish(channel, i, STEPS.get(i % STEPS.size()));
      Thread.sleep(10);
    }
    awaitArrivals(each, SPREAD);
    List<Traffic.Arrival> all = each.arrivals();
    System.out.printf(
        "%s: %d messages, late by p50 %.0f ms, p99 %.0f ms, at most %.0f ms%n",
        kind, all.size(), Traffic.late(all, 0.5), Traffic.late(all, 0.99), Traffic.late(all, 1));
    assertTrue(Traffic.late(all, 0) >= 0, "never early");
    each.forget();
  }

  /** Bursts with confirms, in turn; the first round warms up. */
  private void rates(Channel channel) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double delayed = rate(DelayConfig.Strategy.DELAYED_EXCHANGE, channel);
      double queues = rate(DelayConfig.Strategy.TTL_QUEUES, channel);
      System.out.printf("round %d: %.0f/s and %.0f/s%n", round, delayed, queues);
      if (round > 0) {
        ratios.add(queues / delayed);
      }
    }
    ratios.sort(null);
    System.out.printf(
        "TTL_QUEUES / DELAYED_EXCHANGE: median %.2f, from %.2f to %.2f%n",
        ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1));
  }

  private double rate(DelayConfig.Strategy kind, Channel channel) throws Exception {
    Traffic each = traffic.get(kind);
    long start = System.nanoTime();
    each.publish(channel, 0, BURST, STEPS.get(2));
    double seconds = (System.nanoTime() - start) / 1e9;
    awaitArrivals(each, BURST);
    each.forget();
    return BURST / seconds;
  }

  private static void awaitArrivals(Traffic each, int count) {
    await().atMost(Duration.ofMinutes(2)).until(() -> each.arrivals().size() >= count);
  }
}
