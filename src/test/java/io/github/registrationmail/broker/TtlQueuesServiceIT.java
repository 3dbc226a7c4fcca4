package io.github.registrationmail.broker;

/** The packaged service with the TTL queues, on the embedded broker. */
final class TtlQueuesServiceIT extends ServiceContract {

  TtlQueuesServiceIT() {
    super(TestBroker.embedded(), names -> TestDatabase.embedded(), DelayConfig.Strategy.TTL_QUEUES);
  }
}
