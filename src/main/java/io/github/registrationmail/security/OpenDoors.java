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

  private final Optional<String> operator;
  private final Optional<String> viewer;
  private final boolean isGuarded;

  OpenDoors(
      SecurityConfig operators, ViewersConfig viewers, RateLimitConfig callers, Tokens tokens) {
    this.operator = operators.password().filter(value -> !value.isBlank());
    this.viewer = viewers.password().filter(value -> !value.isBlank());
    this.isGuarded = callers.perMinute() > 0 || tokens.areSet();
  }

  void check(@Observes StartupEvent event) {
    operator.ifPresentOrElse(
        password -> checkPassword("OPERATOR_PASSWORD", password),
        () -> LOG.warn("OPERATOR_PASSWORD is not set: no operator can sign in"));
    viewer.ifPresent(password -> checkPassword("VIEWER_PASSWORD", password));
    if (viewer.isPresent() && viewer.equals(operator)) {
      LOG.warn("VIEWER_PASSWORD is OPERATOR_PASSWORD: viewers can sign in as operator");
    }
    if (!isGuarded && isProduction()) {
      LOG.warn(
          "Anybody may register as often as they like: set REGISTRATION_TOKENS if an application of"
              + " yours registers people, registration.rate-limit.per-minute if they do it themselves,"
              + " unless a proxy has a limit");
    }
  }

  private static void checkPassword(String variable, String password) {
    if (password.equals(EXAMPLE) && isProduction()) {
      throw new ConfigurationException(
          variable + " is the one of the example, which everybody knows: choose another.");
    }
    if (password.length() < SHORTEST && isProduction()) {
      LOG.warnf("%s has fewer than %d characters: it can be guessed", variable, SHORTEST);
    }
  }

  private static boolean isProduction() {
    return LaunchMode.current() == LaunchMode.NORMAL;
  }
}
