package io.github.registrationmail.pause;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether mails are sent from the start on. */
@ConfigMapping(prefix = "registration.sending")
public interface SendingConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.oneOf("registration.sending.start-paused", "true", "false"));

  /** Whether each start pauses sending, for all replicas, before anything is sent. */
  @WithDefault("false")
  boolean startPaused();
}
