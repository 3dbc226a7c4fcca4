package io.github.registrationmail.reliability;

import java.util.HashMap;
import java.util.Map;

/** The service's environment for these tests, with its times scaled down. */
final class ScaledTimes {

  private static final Map<String, String> SCALED =
      Map.ofEntries(
          Map.entry("REGISTRATION_RETRY_FIRST_DELAY", "100ms"),
          Map.entry("REGISTRATION_PUBLISH_DEADLINE", "1s"),
          Map.entry("REGISTRATION_SWEEP_EVERY", "1s"),
          Map.entry("REGISTRATION_SWEEP_GRACE", "1s"),
          Map.entry("REGISTRATION_SMTP_LIMIT_ANSWER", "4s"),
          Map.entry("REGISTRATION_MAIL_LEASE", "6s"),
          Map.entry("QUARKUS_LOG_CATEGORY__IO_GITHUB_REGISTRATIONMAIL__LEVEL", "DEBUG"),
          Map.entry("OPERATOR_PASSWORD", "operator"),
          Map.entry("REGISTRATION_DATABASE_CONNECT_TIMEOUT", "4s"),
          Map.entry("REGISTRATION_DATABASE_TIMEOUT", "5s"));

  private ScaledTimes() {}

  /** The scaled times, where the servers are, and anything else, later ones winning. */
  @SafeVarargs
  static Map<String, String> with(Map<String, String>... others) {
    Map<String, String> settings = new HashMap<>(SCALED);
    for (Map<String, String> other : others) {
      settings.putAll(other);
    }
    return settings;
  }
}
