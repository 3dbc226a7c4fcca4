package io.github.registrationmail.broker;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refusals of an embedded broker that lacks the plugin. */
final class StartRefusalIT extends RefusalContract {

  StartRefusalIT() {
    super(TestBroker.embeddedWithoutPlugin(), names -> TestDatabase.embedded());
  }

  @Test
  void namesTheExchangeTypeAndBothRemedies() {
    assertRefused(
        Map.of(),
        "RabbitMQ does not know the exchange type x-delayed-message",
        "enable the plugin rabbitmq_delayed_message_exchange",
        "registration.delay.strategy=ttl-queues");
  }
}
