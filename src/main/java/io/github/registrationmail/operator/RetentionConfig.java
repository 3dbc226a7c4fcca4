package io.github.registrationmail.operator;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the failed attempts are kept. */
@ConfigMapping(prefix = "registration.failures")
public interface RetentionConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.age("registration.retention", Duration.ofDays(1), "1 day"),
          Setting.age("registration.failures.retention"),
          Setting.duration("registration.failures.prune-every"),
          Setting.number("registration.failures.prune-batch", 1, 10_000));

  /** Age from which on a failed attempt is deleted; the registration itself stays. */
  @WithDefault("90d")
  Duration retention();

  /** Pause between two looks for what is past its retention, of any kind. */
  @WithDefault("1h")
  Duration pruneEvery();

  /** Failed attempts deleted by one statement. */
  @WithDefault("1000")
  int pruneBatch();
}
