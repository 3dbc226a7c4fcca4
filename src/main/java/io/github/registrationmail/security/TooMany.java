package io.github.registrationmail.security;

import io.github.registrationmail.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/** The answer to a client that has used up what it may do in a minute. */
final class TooMany {

  private TooMany() {}

  /** A problem with {@code Retry-After}, in whole seconds, rounded up. */
  static Response answer(String what, Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return Response.status(Status.TOO_MANY_REQUESTS)
        .entity(
            Problem.of(Status.TOO_MANY_REQUESTS, "%s; try again in %d s.".formatted(what, seconds)))
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}
