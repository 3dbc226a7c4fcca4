package io.github.registrationmail.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the service waits for MySQL before it says that MySQL cannot be reached. */
@ConfigMapping(prefix = "registration.database")
public interface DatabaseConfig {

  /** Limit for a new connection, and for waiting until a pooled one is free. */
  @WithDefault("1s")
  Duration connectTimeout();

  /** Limit for one statement, its connection included; a request is answered 503 after it. */
  @WithDefault("1800ms")
  Duration timeout();
}
