package io.github.registrationmail.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many rows of concurrent registrations and mails one statement takes. */
@ConfigMapping(prefix = "registration.batch")
public interface BatchConfig {

  /** Rows in one statement at most; 1 turns batching off. */
  @WithDefault("100")
  int size();

  /** Statements of one kind under way at once; more make the batches smaller. */
  @WithDefault("1")
  int lanes();
}
