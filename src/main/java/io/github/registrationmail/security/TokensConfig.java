package io.github.registrationmail.security;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may register people. */
@ConfigMapping(prefix = "registration.api")
public interface TokensConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(Setting.tokens("REGISTRATION_TOKENS"), Setting.tokens("registration.api.tokens"));

  /** Separated by commas, of which a caller has one; with none, anybody may. */
  Optional<String> tokens();
}
