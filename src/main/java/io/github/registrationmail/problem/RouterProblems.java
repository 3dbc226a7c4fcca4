package io.github.registrationmail.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;

/** Problems of requests that are refused before a resource gets to see them. */
@Singleton
final class RouterProblems {

  private static final int ORDER = -900;

  private final ObjectMapper json;

  RouterProblems(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).failureHandler(this::answer);
  }

  private void answer(RoutingContext context) {
    Status status = Status.fromStatusCode(context.statusCode());
    if (status == null || status.getFamily() != Status.Family.CLIENT_ERROR) {
      context.next();
    } else if (!context.response().closed() && !context.response().ended()) {
      send(context, status);
    }
  }

  private void send(RoutingContext context, Status status) {
    var unused =
        context
            .response()
            .setStatusCode(status.getStatusCode())
            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .end(body(status));
  }

  private String body(Status status) {
    try {
      return json.writeValueAsString(ProblemMappers.of(status));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
