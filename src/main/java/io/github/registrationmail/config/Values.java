package io.github.registrationmail.config;

import java.util.Optional;

/** The configured values, expressions expanded. */
public interface Values {

  /** Empty when the key is not set and has no default. */
  Optional<String> of(String key);
}
