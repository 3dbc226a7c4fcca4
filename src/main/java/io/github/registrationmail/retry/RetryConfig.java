package io.github.registrationmail.retry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The timetable of attempts. */
@ConfigMapping(prefix = "registration.retry")
public interface RetryConfig {

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

  /** Which failures are counted. */
  @WithDefault("about-the-mail")
  Counts counts();

  /** Answers to a failure that is not the mail's fault. */
  enum Counts {
    /** The same attempt is made again, nothing is counted. */
    ABOUT_THE_MAIL,
    /** It is counted like any other. */
    EVERY_FAILURE
  }
}
