package io.github.registrationmail.retry;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The timetable of attempts. */
@ConfigMapping(prefix = "registration.retry")
public interface RetryConfig {

  /** The most that {@link #maxFailures} may be. */
  int MOST_FAILURES = 50;

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.duration("registration.retry.first-delay"),
              Setting.number("registration.retry.max-failures", 1, MOST_FAILURES),
              Setting.duration("registration.retry.max-delay"),
              Setting.duration("registration.retry.greylist-delay"))
          .and(Ascending.orEqual("registration.retry.first-delay", "registration.retry.max-delay"));

  /** Delay before attempt 1; it doubles before each further attempt. Whole milliseconds. */
  @WithDefault("3s")
  Duration firstDelay();

  /** Failures after which one last attempt is made: a mail is tried this often, and once more. */
  @WithDefault("5")
  int maxFailures();

  /** The longest the doubled delay gets; at most 24 days, which is what the plugin can hold. */
  @WithDefault("1h")
  Duration maxDelay();

  /** After a greylisted attempt the next one is made no sooner; at most 24 days. */
  @WithDefault("6m")
  Duration greylistDelay();
}
