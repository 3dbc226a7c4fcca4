package io.github.registrationmail.invariant;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often it is looked whether the invariants hold. */
@ConfigMapping(prefix = "registration.invariants")
public interface InvariantConfig {

  /** What their values must be. */
  Settings SETTINGS = Settings.of(Setting.durationOrZero("registration.invariants.every"));

  /** Pause between two looks of a replica; zero: nobody looks. */
  @WithDefault("5m")
  Duration every();
}
