package io.github.registrationmail.broker;

/** The contract of the delayed exchange, on the RabbitMQ at RABBITMQ_HOST. */
final class RealBrokerDelayedExchangeIT extends DelayContract {

  RealBrokerDelayedExchangeIT() {
    super(
        TestBroker.real(DelayConfig.Strategy.DELAYED_EXCHANGE),
        DelayConfig.Strategy.DELAYED_EXCHANGE);
  }
}
