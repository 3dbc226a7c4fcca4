package io.github.registrationmail.broker;

/** The packaged service with the delayed exchange, on the embedded broker. */
final class DelayedExchangeServiceIT extends ServiceContract {

  DelayedExchangeServiceIT() {
    super(
        TestBroker.embedded(),
        names -> TestDatabase.embedded(),
        DelayConfig.Strategy.DELAYED_EXCHANGE);
  }
}
