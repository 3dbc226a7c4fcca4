package io.github.registrationmail.database;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long the service waits for MySQL before it says that MySQL cannot be reached. */
@ConfigMapping(prefix = "registration.database")
public interface DatabaseConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.host("MYSQL_HOST"),
              Setting.number("MYSQL_PORT", 1, 65535),
              Setting.database("MYSQL_DATABASE"),
              Setting.oneOf(
                  "MYSQL_TLS", "disabled", "preferred", "required", "verify-ca", "verify-full"),
              Setting.file("MYSQL_CA_FILE"),
              Setting.duration("registration.database.connect-timeout"),
              Setting.duration("registration.database.timeout"),
              Setting.oneOf(
                  "registration.database.tls",
                  "disabled",
                  "preferred",
                  "required",
                  "verify-ca",
                  "verify-full"),
              Setting.file("registration.database.ca-file"))
          .and(
              Ascending.strictly(
                  "registration.database.connect-timeout", "registration.database.timeout"));

  /** Limit for a new connection, and for waiting until a pooled one is free. */
  @WithDefault("1s")
  Duration connectTimeout();

  /** Limit for one statement, its connection included; a request is answered 503 after it. */
  @WithDefault("1800ms")
  Duration timeout();

  /** Whether connections are encrypted, and whether the server's certificate is checked. */
  @WithDefault("preferred")
  MySqlTls tls();

  /** PEM file of the CAs that are trusted; without it those of the Java runtime are. */
  Optional<String> caFile();
}
