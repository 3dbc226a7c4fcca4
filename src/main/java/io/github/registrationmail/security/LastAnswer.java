package io.github.registrationmail.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes an HTTP/1 connection with the answer: after a request that can be read in two ways nobody
 * knows where the next one begins.
 */
final class LastAnswer {

  private LastAnswer() {}

  static void on(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      var unused = context.addEndHandler(ended -> close(context));
    }
  }

  private static void close(RoutingContext context) {
    var unused = context.request().connection().close();
  }
}
