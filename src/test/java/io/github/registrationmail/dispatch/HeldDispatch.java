package io.github.registrationmail.dispatch;

import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.DelayStrategy;
import io.github.registrationmail.pause.SendingPause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Singleton;

/** Makes dispatchers on the service's database and connections whose messages a test holds. */
@Singleton
public class HeldDispatch {

  private final OutboxRepository outbox;
  private final DelayStrategy delays;
  private final BrokerLinks links;
  private final SendingPause pause;
  private final PublishConfig config;

  HeldDispatch(
      OutboxRepository outbox,
      DelayStrategy delays,
      BrokerLinks links,
      SendingPause pause,
      PublishConfig config) {
    this.outbox = outbox;
    this.delays = delays;
    this.links = links;
    this.pause = pause;
    this.config = config;
  }

  /** One with the limits of the service. */
  public Dispatcher into(HeldChannel channel) {
    return with(publisher(channel, channel, config, new SimpleMeterRegistry()));
  }

  Publisher publisher(
      HeldChannel first, HeldChannel again, PublishConfig limits, MeterRegistry meters) {
    return new Publisher(first, again, delays, links, limits, meters);
  }

  Dispatcher with(Publisher publisher) {
    return new Dispatcher(publisher, outbox, pause);
  }
}
