package io.github.registrationmail.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Events of the mails and registrations, for other applications. */
@ConfigMapping(prefix = "registration.events")
public interface EventsConfig {

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
