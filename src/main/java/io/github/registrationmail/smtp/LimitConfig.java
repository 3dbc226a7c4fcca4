package io.github.registrationmail.smtp;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long each stage of the dialogue may take; by default as RFC 5321, 4.5.3.2 asks. */
@ConfigMapping(prefix = "registration.smtp.limit")
public interface LimitConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.duration("registration.smtp.limit.connect"),
          Setting.duration("registration.smtp.limit.greeting"),
          Setting.duration("registration.smtp.limit.command"),
          Setting.duration("registration.smtp.limit.data"),
          Setting.duration("registration.smtp.limit.answer"));

  /** Until the connection is made, TLS from the start included. */
  @WithDefault("30s")
  Duration connect();

  /** Until the server greets. */
  @WithDefault("5m")
  Duration greeting();

  /** Until each command is answered, TLS and sign-in among them. */
  @WithDefault("5m")
  Duration command();

  /** Until DATA is answered. */
  @WithDefault("2m")
  Duration data();

  /** From the end of the text until the server has answered it; then the mail is in doubt. */
  @WithDefault("10m")
  Duration answer();
}
