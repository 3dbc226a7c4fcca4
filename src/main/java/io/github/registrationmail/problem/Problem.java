package io.github.registrationmail.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;

/**
 * A problem detail (RFC 9457) whose type is always {@code about:blank}: the status says the kind,
 * {@code detail} says what to do about this one, {@code errors} names each wrong field.
 */
@RegisterForReflection
@JsonPropertyOrder("type")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, List<FieldError> errors) {

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that no single field is to blame for. */
  public static Problem of(StatusType status, String detail) {
    return new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, List.of());
  }

  /** A request whose fields are not valid. */
  public static Problem invalid(List<FieldError> errors) {
    StatusType status = Response.Status.BAD_REQUEST;
    return new Problem(
        status.getReasonPhrase(), status.getStatusCode(), "The request is not valid.", errors);
  }

  /** A request that is valid and contradicts another one (RFC 9110, 15.5.21). */
  public static Problem unprocessable(String detail) {
    return new Problem("Unprocessable Content", 422, detail, List.of());
  }

  /** RFC 9457: no more can be said about the problem than its status does. */
  @JsonProperty
  public String type() {
    return "about:blank";
  }

  Response.ResponseBuilder response() {
    return Response.status(status).entity(this).type(MEDIA_TYPE);
  }
}
