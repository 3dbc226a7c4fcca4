package io.github.registrationmail.operator;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is kept what operators have done. */
@ConfigMapping(prefix = "registration.audit")
public interface AuditConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.age("registration.audit.retention", Duration.ofDays(1), "1 day"),
          Setting.number("registration.audit.prune-batch", 1, 10_000));

  /** Age from which on an action is deleted. */
  @WithDefault("365d")
  Duration retention();

  /** Actions deleted by one statement. */
  @WithDefault("1000")
  int pruneBatch();
}
