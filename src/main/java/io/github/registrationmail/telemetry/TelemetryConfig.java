package io.github.registrationmail.telemetry;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is measured by asking. */
@ConfigMapping(prefix = "registration.telemetry")
public interface TelemetryConfig {

  /** What their values must be. */
  Settings SETTINGS = Settings.of(Setting.duration("registration.telemetry.every"));

  /** Pause between two looks at the oldest unsent mail and at the health of the delivery. */
  @WithDefault("15s")
  Duration every();
}
