package io.github.registrationmail.security;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says at the start which doors stand open, and does not start in production with a known key. */
@Singleton
final class OpenDoors {

  private static final Logger LOG = Logger.getLogger(OpenDoors.class);

  /** The password of the example. */
  private static final String EXAMPLE = "change-me";

  private static final int SHORTEST = 12;

  private final Optional<String> password;
  private final boolean isLimited;

  OpenDoors(SecurityConfig operators, RateLimitConfig callers) {
    this.password = operators.password().filter(value -> !value.isBlank());
    this.isLimited = callers.perMinute() > 0;
  }

  void check(@Observes StartupEvent event) {
    password.ifPresentOrElse(
        OpenDoors::checkPassword,
        () -> LOG.warn("OPERATOR_PASSWORD is not set: no operator can sign in"));
    if (!isLimited && isProduction()) {
      LOG.warn(
          "Anybody may register as often as they like: set registration.rate-limit.per-minute, unless"
              + " an application of yours registers people, or a proxy has a limit");
    }
  }

  private static void checkPassword(String password) {
    if (password.equals(EXAMPLE) && isProduction()) {
      throw new ConfigurationException(
          "OPERATOR_PASSWORD is the one of the example, which everybody knows: choose another.");
    }
    if (password.length() < SHORTEST && isProduction()) {
      LOG.warnf("OPERATOR_PASSWORD has fewer than %d characters: it can be guessed", SHORTEST);
    }
  }

  private static boolean isProduction() {
    return LaunchMode.current() == LaunchMode.NORMAL;
  }
}
