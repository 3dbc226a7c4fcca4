package io.github.registrationmail.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads every body, up to the limit; more fails with 413, whether its length is announced or not.
 * Quarkus' own limit answers without a problem and cuts the connection, so that a client that is
 * still sending never sees why.
 */
@Singleton
final class BodyLimit {

  /** Before Quarkus' own limit. */
  private static final int ORDER = -1000;

  private static final int LINGER_MILLIS = 5_000;

  private final long limit;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void install(@Observes Router router) {
    BodyHandler reader = BodyHandler.create(false).setBodyLimit(limit);
    router
        .route()
        .order(ORDER)
        .handler(context -> read(context, reader))
        .failureHandler(BodyLimit::unread);
    router.route().order(ORDER + 1).handler(BodyLimit::markRead);
  }

  /**
   * Quarkus REST cannot take over an HTTP/2 request whose body has been read: there the announced
   * length is looked at, and a body without one is left to Quarkus' own limit.
   */
  private void read(RoutingContext context, BodyHandler reader) {
    if (!isHttp2(context)) {
      reader.handle(context);
    } else if (announced(context.request()) > limit) {
      context.fail(Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode());
    } else {
      context.next();
    }
  }

  private static long announced(HttpServerRequest request) {
    try {
      return Long.parseLong(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** Without this an empty body, which the handler leaves out, would be waited for. */
  private static void markRead(RoutingContext context) {
    if (!isHttp2(context)) {
      if (context.body().buffer() == null) {
        ((RoutingContextInternal) context).setBody(Buffer.buffer());
      }
      // the client has been told to continue
      context.request().headers().remove(HttpHeaders.EXPECT);
    }
    context.next();
  }

  /** A body that breaks off leaves nobody to answer; one that is no HTTP is the caller's fault. */
  private static void unread(RoutingContext context) {
    if (isRefused(context)) {
      return;
    }
    boolean brokeOff = context.body().buffer() == null && context.failure() != null;
    if (!brokeOff || isHttp2(context)) {
      discardTheRest(context);
      context.next();
    } else if (!context.response().ended() && !context.response().closed()) {
      LastAnswer.on(context);
      var unused = context.response().setStatusCode(Status.BAD_REQUEST.getStatusCode()).end();
    }
  }

  /** Quarkus' own limit was first; who was reading the body learns of it when it answers. */
  private static boolean isRefused(RoutingContext context) {
    return isHttp2(context)
        && context.response().ended()
        && context.response().getStatusCode() == Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
  }

  /** A connection that is closed at once takes the answer with it. */
  private static void discardTheRest(RoutingContext context) {
    if (!context.request().isEnded()) {
      context.request().resume();
      context.vertx().setTimer(LINGER_MILLIS, timer -> cutOff(context));
    }
  }

  /** An HTTP/2 connection carries other requests, too. */
  private static void cutOff(RoutingContext context) {
    if (!context.request().isEnded()) {
      if (isHttp2(context)) {
        context.response().reset();
      } else {
        var unused = context.request().connection().close();
      }
    }
  }

  private static boolean isHttp2(RoutingContext context) {
    return context.request().version() == HttpVersion.HTTP_2;
  }
}
