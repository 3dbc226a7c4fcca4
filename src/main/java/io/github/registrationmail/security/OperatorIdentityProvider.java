package io.github.registrationmail.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Knows one user, {@code operator}; user and password are compared in constant time. */
@ApplicationScoped
class OperatorIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  private static final Logger LOG = Logger.getLogger(OperatorIdentityProvider.class);
  private static final String OPERATOR = "operator";

  private final Optional<String> password;

  OperatorIdentityProvider(SecurityConfig config) {
    this.password = config.password().filter(value -> !value.isBlank());
  }

  void warn(@Observes StartupEvent event) {
    if (password.isEmpty()) {
      LOG.warn("OPERATOR_PASSWORD is not set: no operator can sign in");
    }
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    boolean user = equal(request.getUsername(), OPERATOR);
    boolean secret =
        equal(String.valueOf(request.getPassword().getPassword()), password.orElse(""));
    return user & secret & password.isPresent()
        ? Uni.createFrom().item(operator())
        : Uni.createFrom().failure(new AuthenticationFailedException());
  }

  private static SecurityIdentity operator() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(OPERATOR))
        .addRole(OPERATOR)
        .build();
  }

  private static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
