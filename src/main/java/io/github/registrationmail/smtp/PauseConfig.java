package io.github.registrationmail.smtp;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Pauses while the mail server takes nothing. */
@ConfigMapping(prefix = "registration.smtp.pause")
public interface PauseConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.duration("registration.smtp.pause.first"),
              Setting.duration("registration.smtp.pause.longest"),
              Setting.duration("registration.smtp.pause.for-person"))
          .and(
              Ascending.orEqual(
                  "registration.smtp.pause.first", "registration.smtp.pause.longest"));

  /** The first; each further one is twice as long. */
  @WithDefault("1s")
  Duration first();

  /** The longest that gets. */
  @WithDefault("1m")
  Duration longest();

  /** After what only a person can mend, such as a wrong password. */
  @WithDefault("5m")
  Duration forPerson();
}
