package io.github.registrationmail.broker;

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
