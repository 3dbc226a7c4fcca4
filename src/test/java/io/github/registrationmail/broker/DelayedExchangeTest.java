package io.github.registrationmail.broker;

/** The contract of the delayed exchange, on the embedded broker. */
final class DelayedExchangeTest extends DelayContract {

  DelayedExchangeTest() {
    super(TestBroker.embedded(), DelayConfig.Strategy.DELAYED_EXCHANGE);
  }
}
