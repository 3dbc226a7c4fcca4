package io.github.registrationmail.broker;

/** The contract of the TTL queues, on the RabbitMQ at RABBITMQ_HOST. */
final class RealBrokerTtlQueuesIT extends DelayContract {

  RealBrokerTtlQueuesIT() {
    super(TestBroker.real(DelayConfig.Strategy.TTL_QUEUES), DelayConfig.Strategy.TTL_QUEUES);
  }
}
