package io.github.registrationmail.config;

import static io.github.registrationmail.config.Setting.address;
import static io.github.registrationmail.config.Setting.age;
import static io.github.registrationmail.config.Setting.anything;
import static io.github.registrationmail.config.Setting.brokerName;
import static io.github.registrationmail.config.Setting.database;
import static io.github.registrationmail.config.Setting.duration;
import static io.github.registrationmail.config.Setting.durationOrZero;
import static io.github.registrationmail.config.Setting.file;
import static io.github.registrationmail.config.Setting.host;
import static io.github.registrationmail.config.Setting.language;
import static io.github.registrationmail.config.Setting.number;
import static io.github.registrationmail.config.Setting.oneOf;
import static io.github.registrationmail.config.Setting.sender;
import static io.github.registrationmail.config.Setting.uriReference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting that can be wrong: the environment variables, and the service's own keys. */
final class Settings {

  private static final String[] TLS = {
    "disabled", "preferred", "required", "verify-ca", "verify-full"
  };

  static final List<Setting> ALL =
      List.of(
          number("HTTP_PORT", 0, 65535),
          host("MYSQL_HOST"),
          number("MYSQL_PORT", 1, 65535),
          database("MYSQL_DATABASE"),
          oneOf("MYSQL_TLS", TLS),
          file("MYSQL_CA_FILE"),
          host("RABBITMQ_HOST"),
          number("RABBITMQ_PORT", 1, 65535),
          host("SMTP_HOST"),
          number("SMTP_PORT", 1, 65535),
          oneOf("SMTP_STARTTLS", "DISABLED", "OPTIONAL", "REQUIRED"),
          oneOf("SMTP_TLS", "true", "false").orEmpty(),
          host("SMTP_HELO_NAME").orEmpty(),
          host("registration.smtp.host"),
          number("registration.smtp.port", 1, 65535),
          oneOf("registration.smtp.starttls", "DISABLED", "OPTIONAL", "REQUIRED"),
          oneOf("registration.smtp.tls", "true", "false").orEmpty(),
          host("registration.smtp.helo-name").orEmpty(),
          number("registration.smtp.mails-per-connection", 1),
          duration("registration.smtp.idle"),
          duration("registration.smtp.patience"),
          duration("registration.smtp.limit.connect"),
          duration("registration.smtp.limit.greeting"),
          duration("registration.smtp.limit.command"),
          duration("registration.smtp.limit.data"),
          duration("registration.smtp.limit.answer"),
          duration("registration.smtp.pause.first"),
          duration("registration.smtp.pause.longest"),
          duration("registration.smtp.pause.for-person"),
          sender("MAIL_FROM"),
          sender("MAIL_REPLY_TO").orEmpty(),
          address("MAIL_BOUNCE_ADDRESS").orEmpty(),
          sender("registration.mail.from"),
          sender("registration.mail.reply-to").orEmpty(),
          address("registration.mail.bounce-address").orEmpty(),
          duration("registration.retry.first-delay"),
          number("registration.retry.max-failures", 1, 50),
          duration("registration.retry.max-delay"),
          duration("registration.retry.greylist-delay"),
          oneOf("registration.retry.counts", "about-the-mail", "every-failure"),
          oneOf("registration.delay.strategy", "delayed-exchange", "ttl-queues"),
          duration("registration.publish.deadline"),
          number("registration.publish.max-in-flight", 1),
          duration("registration.sweep.every"),
          duration("registration.sweep.look-every"),
          duration("registration.sweep.grace"),
          duration("registration.sweep.max-grace"),
          number("registration.sweep.batch", 1, 10_000),
          number("registration.sweep.backlog", 1),
          number("registration.mail.concurrency", 1, 1000),
          duration("registration.mail.lease", Duration.ofSeconds(1), "1s"),
          oneOf("registration.mail.permanent", "give-up", "retry"),
          durationOrZero("registration.mail.drain"),
          duration("registration.database.connect-timeout"),
          duration("registration.database.timeout"),
          oneOf("registration.database.tls", TLS),
          file("registration.database.ca-file"),
          number("registration.batch.size", 1, 1000),
          number("registration.batch.lanes", 1, 16),
          brokerName("registration.broker.delayed-exchange"),
          brokerName("registration.broker.steps-exchange"),
          brokerName("registration.broker.queue"),
          brokerName("registration.broker.routing-key"),
          brokerName("registration.broker.dead-letter-exchange"),
          brokerName("registration.broker.dead-letter-queue"),
          duration("registration.broker.prove-every"),
          brokerName("registration.broker.events-exchange").orEmpty(),
          brokerName("registration.events.exchange").orEmpty(),
          uriReference("registration.events.source"),
          duration("registration.events.every", Duration.ofSeconds(1), "1s"),
          number("registration.events.batch", 1, 10_000),
          duration("registration.events.lease", Duration.ofSeconds(1), "1s"),
          duration("registration.page.refresh"),
          oneOf("registration.page.register-form", "true", "false"),
          number("registration.page.retry-batch", 1, 10_000),
          age("registration.failures.retention"),
          duration("registration.failures.prune-every"),
          number("registration.failures.prune-batch", 1, 10_000),
          number("registration.operator.failures-per-minute", 0, 100_000),
          number("registration.rate-limit.per-minute", 0, 100_000),
          number("registration.rate-limit.clients", 1),
          oneOf("registration.reveal-duplicates", "true", "false"),
          duration("registration.http.body-timeout"),
          anything("registration.templates.directory"),
          language("registration.templates.default-language"),
          duration("registration.templates.watch-every"),
          duration("registration.telemetry.every"));

  private static final List<Ascending> ORDERS =
      List.of(
          Ascending.orEqual("registration.retry.first-delay", "registration.retry.max-delay"),
          Ascending.orEqual("registration.sweep.grace", "registration.sweep.max-grace"),
          Ascending.strictly("registration.database.timeout", "registration.mail.lease"),
          Ascending.strictly("registration.publish.deadline", "registration.events.lease"),
          Ascending.orEqual("registration.smtp.pause.first", "registration.smtp.pause.longest"),
          Ascending.strictly(
              "registration.database.connect-timeout", "registration.database.timeout"));

  private Settings() {}

  /** The sentence about the first wrong one. */
  static Optional<String> fault(Values values) {
    return Stream.of(
            Replaced.ALL.stream().map(replaced -> replaced.fault(values)),
            ALL.stream().map(setting -> setting.fault(values)),
            ORDERS.stream().map(order -> order.fault(values)))
        .flatMap(faults -> faults)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
