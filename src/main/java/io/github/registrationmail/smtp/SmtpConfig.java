package io.github.registrationmail.smtp;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The mail server, and how it is spoken to. */
@ConfigMapping(prefix = "registration.smtp")
public interface SmtpConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.host("SMTP_HOST"),
          Setting.number("SMTP_PORT", 1, 65535),
          Setting.oneOf("SMTP_STARTTLS", "DISABLED", "OPTIONAL", "REQUIRED"),
          Setting.oneOf("SMTP_TLS", "true", "false").orEmpty(),
          Setting.host("SMTP_HELO_NAME").orEmpty(),
          Setting.host("registration.smtp.host"),
          Setting.number("registration.smtp.port", 1, 65535),
          Setting.oneOf("registration.smtp.starttls", "DISABLED", "OPTIONAL", "REQUIRED"),
          Setting.oneOf("registration.smtp.tls", "true", "false").orEmpty(),
          Setting.host("registration.smtp.helo-name").orEmpty(),
          Setting.number("registration.smtp.mails-per-connection", 1),
          Setting.duration("registration.smtp.idle"),
          Setting.duration("registration.smtp.patience"));

  /** Name or address of the mail server. */
  @WithDefault("localhost")
  String host();

  /** Its port: 25, 587 (STARTTLS) or 465 (TLS from the start). */
  @WithDefault("25")
  int port();

  /** Whom to sign in as; nobody when it is not set. */
  Optional<String> username();

  /** The password of that user. */
  Optional<String> password();

  /** A file with an OAuth 2 access token, used instead of a password; read at each sign-in. */
  Optional<Path> oauthTokenFile();

  /**
   * Whether TLS begins in the dialogue; {@code OPTIONAL} becomes {@code REQUIRED} as soon as a user
   * is set, so that no password goes over the wire in clear.
   */
  @WithDefault("OPTIONAL")
  StartTls starttls();

  /** Whether TLS begins before the dialogue; by default on port 465 only. */
  Optional<Boolean> tls();

  /** A named configuration of Quarkus' TLS registry; the default one if there is one. */
  Optional<String> tlsConfigurationName();

  /** How we introduce ourselves; by default the domain of the sender, or the host's full name. */
  Optional<String> heloName();

  /** Mails on one connection, then it is closed. */
  @WithDefault("100")
  int mailsPerConnection();

  /** How long a connection is kept open without a mail. */
  @WithDefault("20s")
  Duration idle();

  /**
   * How long a connection may keep its place without a word of the server; it then gives it away.
   */
  @WithDefault("30s")
  Duration patience();

  /** Whether TLS begins in the dialogue. */
  enum StartTls {
    /** Never. */
    DISABLED,
    /** Where the server offers it. */
    OPTIONAL,
    /** Nothing is sent without. */
    REQUIRED
  }
}
