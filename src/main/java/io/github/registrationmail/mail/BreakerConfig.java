package io.github.registrationmail.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When an outage of the mail server pauses consumption. */
@ConfigMapping(prefix = "registration.breaker")
public interface BreakerConfig {

  /** Mails in a row, over all recipients, without an answer of the mail server; 0: never pause. */
  @WithDefault("20")
  @Min(0)
  int threshold();

  /**
   * Pause before each probe of the mail server while sending is paused; doubled, up to a minute,
   * each time that it greeted but did not answer a mail.
   */
  @WithDefault("5s")
  Duration probeEvery();
}
