package io.github.registrationmail.security;

import io.github.registrationmail.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Decides by {@code Sec-Fetch-Site}, which no page can forge and no proxy changes; by {@code
 * Origin} where the browser does not send it, which is over plain HTTP. Callers that are no browser
 * send neither.
 */
final class SameOriginFilter {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  @SameOrigin
  @ServerRequestFilter
  void refuseOtherSites(ContainerRequestContext context, HttpServerRequest request) {
    if (!SAFE_METHODS.contains(context.getMethod()) && !isOwn(context, request)) {
      throw new ProblemException(
          Status.FORBIDDEN, "The page of another site may not make this call.");
    }
  }

  private static boolean isOwn(ContainerRequestContext context, HttpServerRequest request) {
    String site = context.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITES.contains(site);
    }
    String origin = context.getHeaderString("Origin");
    return origin == null || isOwn(origin, request);
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    return request.authority() != null
        && Objects.equals(authority(origin), request.authority().toString());
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
