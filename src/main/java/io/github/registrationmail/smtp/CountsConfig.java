package io.github.registrationmail.smtp;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a failed try counts against. */
@ConfigMapping(prefix = "registration.retry")
public interface CountsConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.oneOf("registration.retry.counts", "about-the-mail", "every-failure"));

  /** Which failed tries use up a mail's failures. */
  @WithDefault("about-the-mail")
  Counts counts();

  /** Which failed tries use up a mail's failures. */
  enum Counts {
    /** Those that are about this mail. */
    ABOUT_THE_MAIL,
    /** All, whosever fault it was. */
    EVERY_FAILURE
  }
}
