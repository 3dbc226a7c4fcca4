package io.github.registrationmail.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what a call would otherwise ignore: a query parameter that it does not know, one that is
 * given twice, one in another place than the query. A filter that is ignored would find, or change,
 * far more than was asked for.
 */
public final class Parameters {

  /** Fails with a problem that names each parameter which is none of these, or is there twice. */
  public static void only(UriInfo uri, String... known) {
    Set<String> names = Set.of(known);
    refuse(
        Stream.concat(
            wrong(uri, given -> !names.contains(given.getKey()), "is not a parameter of this call"),
            wrong(
                uri,
                given -> names.contains(given.getKey()) && given.getValue().size() > 1,
                "is given more than once")));
  }

  /** Fails with a problem that names each parameter which is there and says nothing. */
  public static void noneBlank(UriInfo uri) {
    refuse(
        wrong(
            uri,
            given -> given.getValue().stream().anyMatch(String::isBlank),
            "says nothing; leave it out"));
  }

  private static Stream<FieldError> wrong(
      UriInfo uri, Predicate<Map.Entry<String, List<String>>> isWrong, String message) {
    return uri.getQueryParameters().entrySet().stream()
        .filter(isWrong)
        .map(given -> new FieldError(given.getKey(), message));
  }

  private static void refuse(Stream<FieldError> wrong) {
    List<FieldError> errors = wrong.sorted(Comparator.comparing(FieldError::field)).toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  /** Of every call; the path that a call sees is without them. */
  @ServerRequestFilter
  void noneInThePath(HttpServerRequest request) {
    if (Objects.requireNonNullElse(request.path(), "").indexOf(';') >= 0) {
      throw new ProblemException(
          Status.BAD_REQUEST, "Parameters stand after a question mark, not after a semicolon.");
    }
  }

  @NoParameters
  @ServerRequestFilter
  void none(UriInfo uri) {
    only(uri);
  }

  @NoBody
  @ServerRequestFilter
  void noBody(ContainerRequestContext context) {
    if (context.getLength() > 0 || context.getHeaderString("Transfer-Encoding") != null) {
      throw new ProblemException(
          Status.BAD_REQUEST, "The call has no body; its parameters stand in the query.");
    }
  }
}
