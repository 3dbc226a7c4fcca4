package io.github.registrationmail.retry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The timetable of attempts. */
@ConfigMapping(prefix = "registration.retry")
public interface RetryConfig {

  /** Delay before attempt 1; it doubles before each further attempt. Whole milliseconds. */
  @WithDefault("3s")
  Duration firstDelay();

  /** Failures after which one last attempt is made: a mail is tried this often, and once more. */
  @WithDefault("5")
  @Min(1)
  @Max(50)
  int maxFailures();

  /** The longest the doubled delay gets; at most 24 days, which is what the plugin can hold. */
  @WithDefault("1h")
  Duration maxDelay();
}
