package io.github.registrationmail.database;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many rows of concurrent registrations and mails one statement takes. */
@ConfigMapping(prefix = "registration.batch")
public interface BatchConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.number("registration.batch.size", 1, 1000),
          Setting.number("registration.batch.lanes", 1, 16));

  /** Rows in one statement at most; 1 turns batching off. */
  @WithDefault("100")
  int size();

  /** Statements of one kind under way at once; more make the batches smaller. */
  @WithDefault("1")
  int lanes();
}
