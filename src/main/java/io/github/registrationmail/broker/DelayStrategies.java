package io.github.registrationmail.broker;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the strategy that {@code registration.delay.strategy} names. */
final class DelayStrategies {

  @Produces
  @Singleton
  DelayStrategy strategy(DelayConfig delay, BrokerConfig broker, DelaySteps steps) {
    return switch (delay.strategy()) {
      case DELAYED_EXCHANGE -> new DelayedExchange(broker);
      case TTL_QUEUES -> new TtlQueues(broker, steps);
    };
  }
}
