package io.github.registrationmail.security;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How whoever is not signed in is asked to: by OIDC where it is on, by Basic where it is not. */
@ApplicationScoped
class SignIn {

  private final boolean withProvider;
  private final OidcAuthenticationMechanism oidc;

  SignIn(
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean withProvider,
      OidcAuthenticationMechanism oidc) {
    this.withProvider = withProvider;
    this.oidc = oidc;
  }

  /** Left to itself the framework asks for Basic whenever it is possible. */
  Uni<ChallengeData> challenge(RoutingContext context) {
    return withProvider
        ? oidc.getChallenge(context)
        : framework(context)
            .map(authenticator -> authenticator.getChallenge(context))
            .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private static Optional<HttpAuthenticator> framework(RoutingContext context) {
    return Optional.ofNullable(context.get(HttpAuthenticator.class.getName()));
  }
}
