package io.github.registrationmail.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.registrationmail.async.Seldom;
import io.github.registrationmail.database.DatabaseUnavailable;
import io.quarkus.security.ForbiddenException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource into a problem; none leaks a stack trace. */
final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** The words of Quarkus REST. */
  private static final String TOO_LARGE = "Request too large";

  /** Seconds after which a caller may try again while MySQL is away. */
  private static final int RETRY_AFTER = 5;

  private final Seldom outages = new Seldom();

  @ServerExceptionMapper
  Response problem(ProblemException failure) {
    return failure.problem().response().build();
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException failure) {
    List<FieldError> errors =
        failure.getConstraintViolations().stream()
            .map(violation -> new FieldError(field(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    return Problem.invalid(errors).response().build();
  }

  @ServerExceptionMapper({MismatchedInputException.class, StreamConstraintsException.class})
  Response json(JsonProcessingException failure) {
    return JsonProblems.of(failure).response().build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException failure) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return JsonProblems.of(json).response().build();
    }
    Response response = failure.getResponse();
    if (response.getStatus() < 400 || response.hasEntity()) {
      return response;
    }
    return Response.fromResponse(response)
        .entity(of(response.getStatusInfo()))
        .type(Problem.MEDIA_TYPE)
        .build();
  }

  @ServerExceptionMapper
  Response unavailable(DatabaseUnavailable failure) {
    outages.say(
        missed ->
            LOG.warnf(
                "a request is answered 503, and %d before since the last such line: %s",
                missed, failure.getMessage()));
    return Problem.of(
            Status.SERVICE_UNAVAILABLE,
            failure.isTooSlow()
                ? "The database takes too long to find this; ask for less, or try again."
                : "The database cannot be reached; try again.")
        .response()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure) {
    return Problem.of(Status.FORBIDDEN, "Only an operator may do this.").response().build();
  }

  /** With HTTP/2 the limit is noticed only while the body is read. */
  @ServerExceptionMapper
  Response unread(IOException failure) {
    return TOO_LARGE.equals(failure.getMessage())
        ? of(Status.REQUEST_ENTITY_TOO_LARGE).response().build()
        : unexpected(failure);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure) {
    LOG.error("Unexpected failure of a request", failure);
    return Problem.of(Status.INTERNAL_SERVER_ERROR, "The request failed; the log tells why.")
        .response()
        .build();
  }

  /** The last name of the path: a parameter's own name, or the field of the body. */
  private static String field(ConstraintViolation<?> violation) {
    String last = "";
    for (Path.Node node : violation.getPropertyPath()) {
      last = node.getName() == null ? last : node.getName();
    }
    return last;
  }

  /** What can be said of a status when nothing more is known. */
  static Problem of(StatusType status) {
    return Problem.of(status, explanation(status.getStatusCode()));
  }

  private static String explanation(int status) {
    return switch (status) {
      case 404 -> "There is nothing here.";
      case 405 -> "This path does not take that method.";
      case 406 -> "None of the accepted media types can be served.";
      case 413 -> "The body must not be larger than 16 KiB.";
      case 415 -> "The body must be application/json, not encoded.";
      default -> "The request cannot be served.";
    };
  }
}
