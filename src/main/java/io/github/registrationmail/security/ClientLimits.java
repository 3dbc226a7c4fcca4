package io.github.registrationmail.security;

import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The configured limit, if there is one. A proxied bean: filters exist before configuration. */
@ApplicationScoped
class ClientLimits {

  private final Optional<RateLimit> limit;

  ClientLimits(RateLimitConfig config) {
    this.limit =
        config.perMinute() == 0
            ? Optional.empty()
            : Optional.of(new RateLimit(config.perMinute(), config.clients()));
  }

  /** How long the client has to wait, if it has to. */
  Optional<Duration> take(SocketAddress remote) {
    return limit.flatMap(calls -> calls.take(ClientAddress.of(remote), System.nanoTime()));
  }
}
