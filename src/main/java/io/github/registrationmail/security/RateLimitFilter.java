package io.github.registrationmail.security;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers 429 to a client that registers too often. The address is that of the connection, or the
 * forwarded one when {@code quarkus.http.proxy} says that it can be trusted.
 */
@Singleton
final class RateLimitFilter {

  private final ClientLimits limits;

  RateLimitFilter(ClientLimits limits) {
    this.limits = limits;
  }

  /** Null lets the call pass. */
  @RateLimited
  @ServerRequestFilter
  @Nullable Response limit(HttpServerRequest request) {
    return limits.take(request.remoteAddress()).map(RateLimitFilter::tooMany).orElse(null);
  }

  private static Response tooMany(Duration wait) {
    return TooMany.answer("Too many registrations from this address", wait);
  }
}
