package io.github.registrationmail.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Knows two users, {@code operator} and {@code viewer}, each with the role of that name; users and
 * passwords are compared in constant time, all of them, and for a client that has tried too many
 * not at all.
 */
@ApplicationScoped
class OperatorIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  /** Attribute of a failure: how long the client has to wait before it may try again. */
  static final String WAIT = "wait";

  private final Optional<String> operator;
  private final Optional<String> viewer;
  private final FailedSignIns failures;

  OperatorIdentityProvider(
      SecurityConfig operators, ViewersConfig viewers, FailedSignIns failures) {
    this.operator = operators.password().filter(value -> !value.isBlank());
    this.viewer = viewers.password().filter(value -> !value.isBlank());
    this.failures = failures;
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    String client = client(request);
    Optional<Duration> wait = failures.remaining(client);
    if (wait.isPresent()) {
      return failed(new AuthenticationFailedException(Map.of(WAIT, wait.get())));
    }
    boolean isOperator = isUser(request, Roles.OPERATOR, operator);
    boolean isViewer = isUser(request, Roles.VIEWER, viewer);
    if (isOperator | isViewer) {
      return Uni.createFrom().item(identity(isOperator ? Roles.OPERATOR : Roles.VIEWER));
    }
    failures.failed(client);
    return failed(new AuthenticationFailedException());
  }

  private static String client(UsernamePasswordAuthenticationRequest request) {
    return ClientAddress.of(
        HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress());
  }

  private static Uni<SecurityIdentity> failed(AuthenticationFailedException failure) {
    return Uni.createFrom().failure(failure);
  }

  private static boolean isUser(
      UsernamePasswordAuthenticationRequest request, String name, Optional<String> password) {
    boolean user = equal(request.getUsername(), name);
    boolean secret =
        equal(String.valueOf(request.getPassword().getPassword()), password.orElse(""));
    return user & secret & password.isPresent();
  }

  private static SecurityIdentity identity(String role) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(role))
        .addRole(role)
        .build();
  }

  private static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
