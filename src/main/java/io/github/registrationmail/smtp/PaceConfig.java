package io.github.registrationmail.smtp;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many mails are sent at once. */
@ConfigMapping(prefix = "registration.mail")
public interface PaceConfig {

  /** What their values must be. */
  Settings SETTINGS = Settings.of(Setting.number("registration.mail.concurrency", 1, 1000));

  /**
   * Connections to the mail server, at most, of this replica; it uses as many as the server likes.
   */
  @WithDefault("32")
  int concurrency();
}
