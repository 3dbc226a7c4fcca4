package io.github.registrationmail.broker;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the broker holds a message back. */
@ConfigMapping(prefix = "registration.delay")
public interface DelayConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.oneOf("registration.delay.strategy", "delayed-exchange", "ttl-queues"));

  /** delayed-exchange needs the delayed message plugin; ttl-queues runs on any RabbitMQ. */
  @WithDefault("delayed-exchange")
  Strategy strategy();

  /** The delay strategies there are. */
  enum Strategy {
    /** One exchange of type x-delayed-message. */
    DELAYED_EXCHANGE,
    /** One queue with a message TTL per delay step. */
    TTL_QUEUES
  }
}
