package io.github.registrationmail.security;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;

/**
 * Refuses a request that names two hosts, as RFC 9112 demands: a proxy in front may have decided by
 * the other one.
 */
@Singleton
final class OneHost {

  /** Before the body is read. */
  private static final int ORDER = -1100;

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(OneHost::check);
  }

  void install(@Observes ManagementInterface management) {
    install(management.router());
  }

  private static void check(RoutingContext context) {
    if (context.request().headers().getAll(HttpHeaders.HOST).size() > 1) {
      LastAnswer.on(context);
      context.fail(Status.BAD_REQUEST.getStatusCode());
    } else {
      context.next();
    }
  }
}
