package io.github.registrationmail.security;

import io.github.registrationmail.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
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
    long seconds = wait.plusMillis(999).toSeconds();
    return Response.status(Status.TOO_MANY_REQUESTS)
        .entity(
            Problem.of(
                Status.TOO_MANY_REQUESTS,
                "Too many registrations from this address; try again in " + seconds + " s."))
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}
