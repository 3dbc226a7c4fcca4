package io.github.registrationmail.problem;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the call does not know: a filter that is spelled wrongly and
 * ignored would find, or change, far more than was asked for.
 */
public final class Parameters {

  /** Fails with a problem that names each parameter which is none of these. */
  public static void only(UriInfo uri, String... known) {
    Set<String> names = Set.of(known);
    List<FieldError> errors =
        uri.getQueryParameters().keySet().stream()
            .filter(name -> !names.contains(name))
            .sorted()
            .map(name -> new FieldError(name, "is not a parameter of this call"))
            .toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  @NoParameters
  @ServerRequestFilter
  void none(UriInfo uri) {
    only(uri);
  }
}
