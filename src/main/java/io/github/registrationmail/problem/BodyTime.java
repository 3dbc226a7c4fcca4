package io.github.registrationmail.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends a request whose body does not arrive in time, however steadily its client drips: a
 * connection is held for a request, not for the hope of one.
 */
@Singleton
final class BodyTime {

  /** Before anybody reads the body. */
  private static final int ORDER = -1001;

  private final long limitMillis;

  BodyTime(@ConfigProperty(name = "registration.http.body-timeout") Duration limit) {
    this.limitMillis = limit.toMillis();
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::limit);
  }

  private void limit(RoutingContext context) {
    if (hasBody(context.request())) {
      long timer = context.vertx().setTimer(limitMillis, due -> end(context));
      context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }
    context.next();
  }

  /**
   * Of HTTP/1 it is the head that says so: a request without one has not ended until it is read.
   */
  private static boolean hasBody(HttpServerRequest request) {
    return !request.isEnded()
        && (request.version() == HttpVersion.HTTP_2
            || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
  }

  /** A request that is being answered waits for no body: the stream of events is one. */
  private static void end(RoutingContext context) {
    if (context.request().isEnded() || context.response().headWritten()) {
      return;
    }
    if (context.request().version() == HttpVersion.HTTP_2) {
      context.response().reset();
    } else {
      var unused = context.request().connection().close();
    }
  }
}
