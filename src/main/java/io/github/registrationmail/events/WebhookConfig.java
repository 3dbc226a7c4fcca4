package io.github.registrationmail.events;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Events by POST, for those who have no queue. */
@ConfigMapping(prefix = "registration.webhook")
public interface WebhookConfig {

  /** What their values must be; the secret, which no sentence may repeat, has one of its own. */
  Settings SETTINGS =
      Settings.of(
              Setting.webhookUrl("registration.webhook.url").orEmpty(),
              Setting.anything("registration.webhook.secret"),
              Setting.oneOf("registration.webhook.allow-private", "true", "false"),
              Setting.duration("registration.webhook.timeout"),
              Setting.number("registration.webhook.concurrency", 1, 1000))
          .and(Ascending.strictly("registration.webhook.timeout", "registration.events.lease"));

  /** Where they are posted to; without one they are not. */
  Optional<String> url();

  /** Signs them, {@code whsec_…}; several, with blanks between them, while one replaces another. */
  Optional<String> secret();

  /** Whether the url may lead to an address that is not a public one. */
  @WithDefault("false")
  boolean allowPrivate();

  /** How long one POST takes at most, from the look at the name to the end of the answer. */
  @WithDefault("5s")
  Duration timeout();

  /** How many are posted at once. */
  @WithDefault("8")
  int concurrency();
}
