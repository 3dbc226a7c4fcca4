package io.github.registrationmail.events;

import io.github.registrationmail.async.TimeLimit;
import io.github.registrationmail.events.Posted.Gone;
import io.github.registrationmail.events.Posted.Refused;
import io.github.registrationmail.events.Posted.Taken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts to one url. The address that its name has is looked up each time, judged, and connected to
 * as it is, so that no second look-up can lead elsewhere. No redirect is followed, and of the
 * answer only the status matters.
 */
final class Endpoint {

  /** Of an answer more is not read; its connection is closed then. */
  private static final int LONGEST_ANSWER = 16 * 1024;

  private final HttpClient client;
  private final URI url;
  private final boolean allowsPrivate;
  private final Duration timeout;

  Endpoint(Vertx vertx, URI url, WebhookConfig config) {
    this(vertx, url, config, new HttpClientOptions());
  }

  Endpoint(Vertx vertx, URI url, WebhookConfig config, HttpClientOptions options) {
    this.url = url;
    this.allowsPrivate = config.allowPrivate();
    this.timeout = config.timeout();
    int millis = Math.toIntExact(timeout.toMillis());
    this.client =
        vertx.createHttpClient(
            options
                .setConnectTimeout(millis)
                .setMaxPoolSize(config.concurrency())
                .setKeepAliveTimeout(10));
  }

  /** Always ends, and in time. */
  Uni<Posted> post(MultiMap headers, String body) {
    Call call = new Call();
    Uni<Posted> answer = address().chain(address -> post(call, options(address, headers), body));
    return TimeLimit.of(timeout, answer)
        .onFailure()
        .invoke(call::giveUp)
        .onFailure()
        .recoverWithItem(failure -> new Refused(reason(failure)));
  }

  void close() {
    var unused = client.close();
  }

  private Uni<InetAddress> address() {
    return Uni.createFrom()
        .item(this::lookUp)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private InetAddress lookUp() {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(address -> allowsPrivate || PublicAddress.is(address))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(host + " has no public address"));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(host + " has no address", e);
    }
  }

  private Uni<Posted> post(Call call, RequestOptions options, String body) {
    return Uni.createFrom()
        .completionStage(
            () ->
                client
                    .request(options)
                    .onSuccess(call::begin)
                    .compose(request -> request.send(Buffer.buffer(body)))
                    .compose(Endpoint::posted)
                    .toCompletionStage());
  }

  /** Host, and with TLS the name that the certificate must have, are those of the url. */
  private RequestOptions options(InetAddress address, MultiMap headers) {
    boolean isTls = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : isTls ? 443 : 80;
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setHost(url.getHost())
        .setPort(port)
        .setSsl(isTls)
        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
        .setFollowRedirects(false)
        .setHeaders(headers);
  }

  private static Future<Posted> posted(HttpClientResponse response) {
    AtomicInteger length = new AtomicInteger();
    response.handler(
        chunk -> {
          if (length.addAndGet(chunk.length()) > LONGEST_ANSWER) {
            response.request().reset();
          }
        });
    Posted posted = posted(response.statusCode());
    return response.end().map(posted).otherwise(posted);
  }

  private static Posted posted(int status) {
    if (status == 410) {
      return new Gone();
    }
    return status / 100 == 2 ? new Taken() : new Refused("answered " + status);
  }

  private static String reason(Throwable failure) {
    return failure instanceof io.smallrye.mutiny.TimeoutException
        ? "no answer in time"
        : String.valueOf(failure.getMessage());
  }

  /** A request that is given up closes its connection, also if it gets one only later. */
  private static final class Call {

    private Optional<HttpClientRequest> request = Optional.empty();
    private boolean isGivenUp;

    synchronized void begin(HttpClientRequest begun) {
      request = Optional.of(begun);
      if (isGivenUp) {
        begun.reset();
      }
    }

    synchronized void giveUp() {
      isGivenUp = true;
      request.ifPresent(HttpClientRequest::reset);
    }
  }
}
