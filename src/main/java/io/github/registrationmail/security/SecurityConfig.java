package io.github.registrationmail.security;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How operators sign in. */
@ConfigMapping(prefix = "registration.operator")
public interface SecurityConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.number("registration.operator.failures-per-minute", 0, 100_000));

  /** Password of the user {@code operator}; with none, nobody gets in. */
  Optional<String> password();

  /**
   * Wrong passwords that a client address and replica may try a minute, as many at once; more are
   * not looked at. 0 is off.
   */
  @WithDefault("10")
  int failuresPerMinute();
}
