package io.github.registrationmail.broker;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Names of what the service declares on the broker (the channels are mapped onto the same keys),
 * and how often it looks whether that still holds.
 */
@ConfigMapping(prefix = "registration.broker")
public interface BrokerConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.host("RABBITMQ_HOST"),
          Setting.number("RABBITMQ_PORT", 1, 65535),
          Setting.nodes("RABBITMQ_ADDRESSES").orEmpty(),
          Setting.brokerName("registration.broker.delayed-exchange"),
          Setting.brokerName("registration.broker.steps-exchange"),
          Setting.brokerName("registration.broker.queue"),
          Setting.brokerName("registration.broker.routing-key"),
          Setting.brokerName("registration.broker.dead-letter-exchange"),
          Setting.brokerName("registration.broker.dead-letter-queue"),
          Setting.duration("registration.broker.prove-every"),
          Setting.brokerName("registration.broker.events-exchange").orEmpty());

  /** Exchange of type x-delayed-message, for the strategy delayed-exchange. */
  @WithDefault("user.delay")
  String delayedExchange();

  /** Direct exchange in front of the waiting queues, for the strategy ttl-queues. */
  @WithDefault("user.delay.steps")
  String stepsExchange();

  /** The work queue. */
  @WithDefault("user.registered.mail")
  String queue();

  /** Key that binds the work queue. */
  @WithDefault("user.registered")
  String routingKey();

  /** Direct exchange for dead letters. */
  @WithDefault("user.dead")
  String deadLetterExchange();

  /** Queue of the dead letters. */
  @WithDefault("user.registered.mail.dead")
  String deadLetterQueue();

  /** Topic exchange for events; without one there is none. */
  Optional<String> eventsExchange();

  /** Pause between two proofs of the route while the connection stays up. */
  @WithDefault("30s")
  Duration proveEvery();
}
