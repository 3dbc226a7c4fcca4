package io.github.registrationmail.lifecycle;

import io.github.registrationmail.broker.BrokerConfig;
import io.github.registrationmail.broker.DelayConfig;
import io.github.registrationmail.config.Settings;
import io.github.registrationmail.config.Values;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.DatabaseConfig;
import io.github.registrationmail.dispatch.PublishConfig;
import io.github.registrationmail.dispatch.SweepConfig;
import io.github.registrationmail.events.EventsConfig;
import io.github.registrationmail.events.WebhookConfig;
import io.github.registrationmail.invariant.InvariantConfig;
import io.github.registrationmail.mail.MailConfig;
import io.github.registrationmail.operator.AuditConfig;
import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.operator.RetentionConfig;
import io.github.registrationmail.pause.SendingConfig;
import io.github.registrationmail.retry.RetryConfig;
import io.github.registrationmail.security.RateLimitConfig;
import io.github.registrationmail.security.SecurityConfig;
import io.github.registrationmail.security.TokensConfig;
import io.github.registrationmail.security.ViewersConfig;
import io.github.registrationmail.smtp.CountsConfig;
import io.github.registrationmail.smtp.LimitConfig;
import io.github.registrationmail.smtp.PaceConfig;
import io.github.registrationmail.smtp.PauseConfig;
import io.github.registrationmail.smtp.SmtpConfig;
import io.github.registrationmail.telemetry.TelemetryConfig;
import io.github.registrationmail.template.TemplatesConfig;
import java.util.List;
import java.util.Optional;

/** The settings of all features: each feature's own, and the keys that are not used any more. */
final class ServiceSettings {

  static final List<Settings> ALL =
      List.of(
          HttpSettings.SETTINGS,
          BrokerConfig.SETTINGS,
          DelayConfig.SETTINGS,
          BatchConfig.SETTINGS,
          DatabaseConfig.SETTINGS,
          PublishConfig.SETTINGS,
          SweepConfig.SETTINGS,
          MailConfig.SETTINGS,
          OperatorConfig.SETTINGS,
          RetentionConfig.SETTINGS,
          AuditConfig.SETTINGS,
          EventsConfig.SETTINGS,
          WebhookConfig.SETTINGS,
          RetryConfig.SETTINGS,
          SendingConfig.SETTINGS,
          RateLimitConfig.SETTINGS,
          SecurityConfig.SETTINGS,
          TokensConfig.SETTINGS,
          ViewersConfig.SETTINGS,
          CountsConfig.SETTINGS,
          InvariantConfig.SETTINGS,
          LimitConfig.SETTINGS,
          PaceConfig.SETTINGS,
          PauseConfig.SETTINGS,
          SmtpConfig.SETTINGS,
          TelemetryConfig.SETTINGS,
          TemplatesConfig.SETTINGS);

  private ServiceSettings() {}

  /** The sentence about the first wrong one. */
  static Optional<String> fault(Values values) {
    return Replaced.ALL.stream()
        .map(replaced -> replaced.fault(values))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Settings.fault(ALL, values))
        .or(() -> Ports.fault(values))
        .or(() -> WebhookSecret.fault(values));
  }
}
