package io.github.registrationmail.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;

/** Reads a time as the configuration itself does. */
final class Times {

  private Times() {}

  static Optional<Duration> parse(String value) {
    try {
      return Optional.ofNullable(DurationConverter.parseDuration(value));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
