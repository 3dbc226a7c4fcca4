package io.github.registrationmail.dispatch;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits for publishing. */
@ConfigMapping(prefix = "registration.publish")
public interface PublishConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.duration("registration.publish.deadline"),
          Setting.number("registration.publish.max-in-flight", 1));

  /** How long a publish waits for the broker's confirm; then the sweep owns the row. */
  @WithDefault("5s")
  Duration deadline();

  /** How many publishes may wait for their confirm at once; more are left to the sweep. */
  @WithDefault("2000")
  int maxInFlight();
}
