package io.github.registrationmail.dispatch;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the sweep takes a mail over that did not move. */
@ConfigMapping(prefix = "registration.sweep")
public interface SweepConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.duration("registration.sweep.every"),
              Setting.duration("registration.sweep.look-every"),
              Setting.duration("registration.sweep.grace"),
              Setting.duration("registration.sweep.max-grace"),
              Setting.number("registration.sweep.batch", 1, 10_000),
              Setting.number("registration.sweep.backlog", 1))
          .and(Ascending.orEqual("registration.sweep.grace", "registration.sweep.max-grace"));

  /** Pause between two sweeps. */
  @WithDefault("5s")
  Duration every();

  /** Pause between two looks for rows that an application has inserted. */
  @WithDefault("1s")
  Duration lookEvery();

  /** How long after its due time a mail with the broker counts as lost; doubles each time. */
  @WithDefault("30s")
  Duration grace();

  /** The longest the doubled grace gets. */
  @WithDefault("1h")
  Duration maxGrace();

  /** Rows taken over in one transaction. */
  @WithDefault("200")
  int batch();

  /**
   * Messages ready in the work queue from which on it counts as backlog: mails that are late wait
   * in the queue then, they are not lost, and the sweep adds only those that an application has
   * inserted. So many old mails at most are in front of a new one.
   */
  @WithDefault("200")
  int backlog();
}
