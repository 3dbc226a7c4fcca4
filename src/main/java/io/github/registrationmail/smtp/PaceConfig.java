package io.github.registrationmail.smtp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many mails are sent at once. */
@ConfigMapping(prefix = "registration.mail")
public interface PaceConfig {

  /**
   * Connections to the mail server, at most, of this replica; it uses as many as the server likes.
   */
  @WithDefault("32")
  int concurrency();
}
