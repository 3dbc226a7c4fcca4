package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How this deployment makes the broker hold a message; nothing else knows which way is on. */
public interface DelayStrategy {

  /** Routing key and headers that make the broker deliver a message after the delay. */
  Address address(Duration delay);

  /** The exchange everything is published to. */
  String exchange();

  /** Every routing key that {@link #address} uses; each has to reach a queue. */
  List<String> routes();

  /** Declares the exchange and what it needs; the work queue is bound by the caller. */
  void declare(Channel channel) throws IOException;

  /** Where to publish. */
  record Address(String routingKey, Map<String, Object> headers) {

    public Address {
      headers = Map.copyOf(headers);
    }
  }
}
