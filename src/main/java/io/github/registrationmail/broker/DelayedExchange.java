package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The delayed message plugin: the exchange holds the message for {@code x-delay} milliseconds and
 * routes it then.
 */
final class DelayedExchange implements DelayStrategy {

  private final BrokerConfig config;

  DelayedExchange(BrokerConfig config) {
    this.config = config;
  }

  /** {@code x-delay} is an AMQP integer: the plugin closes the connection over other types. */
  @Override
  public Address address(Duration delay) {
    Map<String, Object> headers =
        delay.isZero() ? Map.of() : Map.of("x-delay", Math.toIntExact(delay.toMillis()));
    return new Address(config.routingKey(), headers);
  }

  @Override
  public String exchange() {
    return config.delayedExchange();
  }

  @Override
  public List<String> routes() {
    return List.of(config.routingKey());
  }

  @Override
  public void declare(Channel channel) throws IOException {
    channel.exchangeDeclare(
        exchange(), "x-delayed-message", true, false, Map.of("x-delayed-type", "direct"));
  }
}
