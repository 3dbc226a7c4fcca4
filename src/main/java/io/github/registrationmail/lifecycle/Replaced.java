package io.github.registrationmail.lifecycle;

import io.github.registrationmail.config.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that earlier versions knew: whoever still sets it hears what it is called now, instead of
 * being ignored.
 *
 * @param now the key or variable, or what has taken its place
 */
record Replaced(String key, String now) {

  static final List<Replaced> ALL =
      Stream.concat(
              Stream.of(
                  new Replaced("registration.mail.timeout", "registration.smtp.limit.*"),
                  new Replaced("registration.breaker.threshold", "registration.smtp.pause.*"),
                  new Replaced("registration.breaker.probe-every", "registration.smtp.pause.first"),
                  mailer("from", "MAIL_FROM"),
                  mailer("host", "SMTP_HOST"),
                  mailer("port", "SMTP_PORT"),
                  mailer("username", "SMTP_USERNAME"),
                  mailer("password", "SMTP_PASSWORD"),
                  mailer("start-tls", "SMTP_STARTTLS"),
                  mailer("ssl", "SMTP_TLS"),
                  mailer("tls", "SMTP_TLS"),
                  mailer("own-host-name", "SMTP_HELO_NAME"),
                  mailer("bounce-address", "MAIL_BOUNCE_ADDRESS"),
                  mailer("trust-all", "quarkus.tls.trust-all"),
                  mailer("tls-configuration-name", "registration.smtp.tls-configuration-name"),
                  mailer("keep-alive-timeout", "registration.smtp.idle"),
                  mailer("max-pool-size", "registration.mail.concurrency")),
              Stream.of(
                      "auth-methods",
                      "login",
                      "keep-alive",
                      "disable-esmtp",
                      "mock",
                      "multi-part-only",
                      "allow-rcpt-errors",
                      "pipelining",
                      "pool-cleaner-period")
                  .map(name -> mailer(name, "registration.smtp.*, which does that by itself")))
          .toList();

  private static Replaced mailer(String name, String now) {
    return new Replaced("quarkus.mailer." + name, now);
  }

  /** The sentence, if the key is set. */
  Optional<String> fault(Values values) {
    return values
        .of(key)
        .map(value -> "%s is not used any more: set %s instead.".formatted(key, now));
  }
}
