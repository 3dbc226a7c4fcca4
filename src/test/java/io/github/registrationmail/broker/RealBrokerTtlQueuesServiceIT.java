package io.github.registrationmail.broker;

/** The packaged service with the TTL queues, on the RabbitMQ at RABBITMQ_HOST. */
final class RealBrokerTtlQueuesServiceIT extends ServiceContract {

  RealBrokerTtlQueuesServiceIT() {
    super(
        TestBroker.real(DelayConfig.Strategy.TTL_QUEUES),
        TestDatabase::real,
        DelayConfig.Strategy.TTL_QUEUES);
  }
}
