package io.github.registrationmail.security;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who only looks. */
@ConfigMapping(prefix = "registration.viewers")
public interface ViewersConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.oneOf("registration.viewers.mask-addresses", "true", "false"));

  /** Password of the user {@code viewer}; with none, nobody is one. */
  Optional<String> password();

  /** Whether viewers see neither addresses nor names nor mails. */
  @WithDefault("true")
  boolean maskAddresses();
}
