package io.github.registrationmail.security;

import io.github.registrationmail.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers with a token pass, however many they are. Of the others, answers 429 to a client
 * that comes too often, and 401 where a token is asked for. The client's address is that of the
 * connection, or the forwarded one when {@code quarkus.http.proxy} says that it can be trusted.
 */
@Singleton
final class CallerFilter {

  private final Tokens tokens;
  private final ClientLimits limits;

  CallerFilter(Tokens tokens, ClientLimits limits) {
    this.tokens = tokens;
    this.limits = limits;
  }

  /** Null lets the call pass. */
  @ForCallers
  @ServerRequestFilter
  @Nullable Response filter(HttpServerRequest request) {
    @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return tokens.isOne(authorization) ? null : withoutToken(request, authorization).orElse(null);
  }

  private Optional<Response> withoutToken(
      HttpServerRequest request, @Nullable String authorization) {
    return limits
        .take(request.remoteAddress())
        .map(CallerFilter::tooMany)
        .or(() -> tokens.areSet() ? Optional.of(unknown(authorization)) : Optional.empty());
  }

  private static Response tooMany(Duration wait) {
    return TooMany.answer("Too many registrations from this address", wait);
  }

  /** RFC 6750, 3: what is wrong with a token is said only to whoever sends one. */
  private static Response unknown(@Nullable String authorization) {
    String fault = authorization == null ? "" : ", error=\"invalid_token\"";
    return Response.status(Status.UNAUTHORIZED)
        .entity(
            Problem.of(
                Status.UNAUTHORIZED, "Send a token of the service: Authorization: Bearer <token>."))
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"registration-mail\"" + fault)
        .build();
  }
}
