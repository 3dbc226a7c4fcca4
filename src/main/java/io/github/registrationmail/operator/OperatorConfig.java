package io.github.registrationmail.operator;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The operator's page and API. */
@ConfigMapping(prefix = "registration.page")
public interface OperatorConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.duration("registration.page.refresh"),
          Setting.oneOf("registration.page.register-form", "true", "false"),
          Setting.uriReference("registration.page.mailbox").orEmpty(),
          Setting.number("registration.page.retry-batch", 1, 10_000));

  /** How often the figures are read while somebody looks at the page, once for all who look. */
  @WithDefault("1s")
  Duration refresh();

  /** Whether the page has a form to register, for trying the service out. */
  @WithDefault("false")
  boolean registerForm();

  /** Where the page leads whoever wants to see the mails, if they are caught somewhere. */
  Optional<String> mailbox();

  /** Mails that an operation changes in one transaction. */
  @WithDefault("500")
  int retryBatch();
}
