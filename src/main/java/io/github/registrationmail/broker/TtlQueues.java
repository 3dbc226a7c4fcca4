package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Any RabbitMQ: one durable quorum queue per delay step holds the message until its TTL
 * dead-letters it to the work queue. One queue holds one delay only, because a message waits behind
 * a longer one.
 */
final class TtlQueues implements DelayStrategy {

  private final BrokerConfig config;
  private final List<Duration> steps;

  TtlQueues(BrokerConfig config, DelaySteps steps) {
    this.config = config;
    this.steps = steps.steps();
  }

  /** A delay between two steps takes the longer one: a mail may be late, it is never early. */
  @Override
  public Address address(Duration delay) {
    return delay.isZero()
        ? new Address(config.routingKey(), Map.of())
        : new Address(waitingQueue(step(delay)), Map.of());
  }

  @Override
  public String exchange() {
    return config.stepsExchange();
  }

  @Override
  public List<String> routes() {
    return Stream.concat(Stream.of(config.routingKey()), steps.stream().map(this::waitingQueue))
        .toList();
  }

  @Override
  public void declare(Channel channel) throws IOException {
    channel.exchangeDeclare(exchange(), "direct", true);
    for (Duration step : steps) {
      channel.queueDeclare(waitingQueue(step), true, false, false, arguments(step));
      channel.queueBind(waitingQueue(step), exchange(), waitingQueue(step));
    }
  }

  private Duration step(Duration delay) {
    return steps.stream()
        .filter(step -> step.compareTo(delay) >= 0)
        .findFirst()
        .orElse(steps.get(steps.size() - 1));
  }

  private String waitingQueue(Duration step) {
    return config.queue() + ".wait." + step.toMillis();
  }

  /**
   * Without reject-publish the broker dead-letters at most once instead of at least once, and does
   * not say so.
   */
  private Map<String, Object> arguments(Duration step) {
    return Map.of(
        "x-queue-type",
        "quorum",
        "x-message-ttl",
        step.toMillis(),
        "x-dead-letter-exchange",
        exchange(),
        "x-dead-letter-routing-key",
        config.routingKey(),
        "x-dead-letter-strategy",
        "at-least-once",
        "x-overflow",
        "reject-publish");
  }
}
