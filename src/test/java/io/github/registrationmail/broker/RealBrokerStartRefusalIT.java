package io.github.registrationmail.broker;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refusals of the RabbitMQ at RABBITMQ_HOST. */
final class RealBrokerStartRefusalIT extends RefusalContract {

  RealBrokerStartRefusalIT() {
    super(TestBroker.real(DelayConfig.Strategy.TTL_QUEUES), TestDatabase::real);
  }

  @Test
  void namesTheExchangeTypeAndBothRemediesWithoutThePlugin() {
    RealBroker.requireNoPlugin();
    assertRefused(
        Map.of(),
        "RabbitMQ does not know the exchange type x-delayed-message",
        "enable the plugin rabbitmq_delayed_message_exchange",
        "registration.delay.strategy=ttl-queues");
  }

  @Test
  void namesTheMissingVirtualHost() {
    assertRefused(
        Map.of("RABBITMQ_VHOST", "nowhere"),
        "vhost nowhere not found",
        "create the virtual host of RABBITMQ_VHOST");
  }
}
