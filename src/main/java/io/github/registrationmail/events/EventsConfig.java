package io.github.registrationmail.events;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Events of the mails and registrations, for other applications. */
@ConfigMapping(prefix = "registration.events")
public interface EventsConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.brokerName("registration.events.exchange"),
              Setting.uriReference("registration.events.source"),
              Setting.duration("registration.events.every", Duration.ofSeconds(1), "1s"),
              Setting.number("registration.events.batch", 1, 10_000),
              Setting.duration("registration.events.lease", Duration.ofSeconds(1), "1s"))
          .and(Ascending.strictly("registration.publish.deadline", "registration.events.lease"));

  /** The durable topic exchange that they are published to; without one they are not. */
  Optional<String> exchange();

  /** What they name as their source (a URI reference): which of several services it was. */
  @WithDefault("registration-mail")
  String source();

  /** Pause between two looks for those that are due. */
  @WithDefault("1s")
  Duration every();

  /** How many are published before their confirms are waited for. */
  @WithDefault("500")
  int batch();

  /** How long after the end of a replica another one goes on with what it told. */
  @WithDefault("15s")
  Duration lease();
}
