package io.github.registrationmail.security;

import io.github.registrationmail.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Asks who it is, in the way of the mechanism that is configured: for the password with Basic, by
 * sending a browser to the OpenID provider with OIDC.
 */
@Singleton
final class ChallengeMapper {

  private static final String BASIC = "Basic realm=\"registration-mail\", charset=\"UTF-8\"";

  private final SignIn signIn;

  ChallengeMapper(SignIn signIn) {
    this.signIn = signIn;
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Uni<Response> ask(SecurityException failure, RoutingContext context) {
    return failure instanceof AuthenticationFailedException refused
            && refused.getAttribute(OperatorIdentityProvider.WAIT) instanceof Duration wait
        ? Uni.createFrom().item(tooMany(wait))
        : signIn.challenge(context).map(ChallengeMapper::answer);
  }

  private static Response tooMany(Duration wait) {
    return TooMany.answer("Too many wrong passwords from this address", wait);
  }

  private static Response answer(@Nullable ChallengeData challenge) {
    return challenge == null || isBasic(challenge)
        ? problem(Status.UNAUTHORIZED.getStatusCode())
            .header(HttpHeaders.WWW_AUTHENTICATE, BASIC)
            .build()
        : asChallenged(challenge);
  }

  private static boolean isBasic(ChallengeData challenge) {
    return String.valueOf(challenge.headerContent).toLowerCase(Locale.ROOT).startsWith("basic");
  }

  private static Response asChallenged(ChallengeData challenge) {
    ResponseBuilder response =
        challenge.status < 400 ? Response.status(challenge.status) : problem(challenge.status);
    return challenge.headerName == null
        ? response.build()
        : response.header(challenge.headerName.toString(), challenge.headerContent).build();
  }

  private static ResponseBuilder problem(int status) {
    String title = Status.UNAUTHORIZED.getReasonPhrase();
    return Response.status(status)
        .entity(new Problem(title, status, "Sign in as an operator.", List.of()))
        .type(Problem.MEDIA_TYPE);
  }
}
