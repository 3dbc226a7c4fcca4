package io.github.registrationmail.security;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Keeps what the management port says from the pages of other sites. Quarkus lets every page read
 * it, because it takes the port for one that nobody reaches; the browser of an operator does, from
 * within the network or through a forwarded port, and shows pages of anybody.
 */
@Singleton
final class OwnPagesOnly {

  /** As Quarkus' own permission, after which it is installed. */
  private static final int ORDER = Integer.MIN_VALUE;

  void install(@Observes ManagementInterface management) {
    management.router().route().order(ORDER).handler(OwnPagesOnly::takeBack);
  }

  private static void takeBack(RoutingContext context) {
    context.response().headers().remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    context.next();
  }
}
