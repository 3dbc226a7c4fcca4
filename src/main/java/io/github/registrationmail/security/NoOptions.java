package io.github.registrationmail.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Makes OPTIONS a method like any other that nothing takes. JAX-RS would answer it with 200 on
 * every path that begins like one of a resource, which with {@code /} are all. What a browser asks
 * before a call from another site is answered earlier, by {@code quarkus.http.cors}, where that is
 * on.
 */
final class NoOptions {

  @ServerRequestFilter(preMatching = true)
  void refuse(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      request.setMethod("NONE");
    }
  }
}
