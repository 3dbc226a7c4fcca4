package io.github.registrationmail.broker;

/** The packaged service with the delayed exchange, on the RabbitMQ at RABBITMQ_HOST. */
final class RealBrokerDelayedExchangeServiceIT extends ServiceContract {

  RealBrokerDelayedExchangeServiceIT() {
    super(
        TestBroker.real(DelayConfig.Strategy.DELAYED_EXCHANGE),
        TestDatabase::real,
        DelayConfig.Strategy.DELAYED_EXCHANGE);
  }
}
