package io.github.registrationmail.security;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How operators sign in. */
@ConfigMapping(prefix = "registration.operator")
public interface SecurityConfig {

  /** Password of the user {@code operator}; with none, nobody gets in. */
  Optional<String> password();
}
