package io.github.registrationmail.security;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one client may register; off by default, because an ingress usually does this. */
@ConfigMapping(prefix = "registration.rate-limit")
public interface RateLimitConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.number("registration.rate-limit.per-minute", 0, 100_000),
          Setting.number("registration.rate-limit.clients", 1));

  /** Registrations a minute for each client address and replica, as many at once; 0 is off. */
  @WithDefault("0")
  int perMinute();

  /** Client addresses remembered; beyond them the ones that were idle longest are forgotten. */
  @WithDefault("100000")
  int clients();
}
