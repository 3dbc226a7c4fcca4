package io.github.registrationmail.broker;

import io.github.registrationmail.stack.EmbeddedBroker;

/** A broker for a test class: started for it, or one that is there anyway. */
interface TestBroker extends AutoCloseable {

  /** Starts it, or skips the test class with one line that says why. */
  BrokerAddress start();

  @Override
  void close();

  static TestBroker embedded() {
    return embedded(new EmbeddedBroker());
  }

  private static TestBroker embedded(EmbeddedBroker broker) {
    return new TestBroker() {
      @Override
      public BrokerAddress start() {
        return BrokerAddress.embedded(broker.start(0));
      }

      @Override
      public void close() {
        broker.close();
      }
    };
  }

  static TestBroker embeddedWithoutPlugin() {
    return embedded(EmbeddedBroker.withoutDelayedExchange());
  }

  /** The RabbitMQ at RABBITMQ_HOST. */
  static TestBroker real(DelayConfig.Strategy needs) {
    return new TestBroker() {
      @Override
      public BrokerAddress start() {
        return RealBroker.require(needs);
      }

      @Override
      public void close() {}
    };
  }
}
