package io.github.registrationmail.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that does not say what it is, which JAX-RS would take for what the method wants,
 * and one that is packed.
 */
final class ContentTypes {

  @ServerRequestFilter
  Optional<Response> refuseUntyped(ContainerRequestContext request) {
    return (request.getMediaType() == null || isEncoded(request)) && hasBody(request)
        ? Optional.of(ProblemMappers.of(Status.UNSUPPORTED_MEDIA_TYPE).response().build())
        : Optional.empty();
  }

  /** Such as gzip: nobody here unpacks it. */
  private static boolean isEncoded(ContainerRequestContext request) {
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private static boolean hasBody(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.getHeaderString("Transfer-Encoding") != null
        : !length.equals("0");
  }
}
