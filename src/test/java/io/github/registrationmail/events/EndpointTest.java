package io.github.registrationmail.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.events.Posted.Gone;
import io.github.registrationmail.events.Posted.Refused;
import io.github.registrationmail.events.Posted.Taken;
import io.github.registrationmail.stack.smtp.Keys;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POSTs to a real server. */
class EndpointTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static Vertx vertx;

  private final WebhookServer server = new WebhookServer();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private record Config(boolean allowPrivate, Duration timeout) implements WebhookConfig {

    @Override
    public Optional<String> url() {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret() {
      return Optional.empty();
    }

    @Override
    public int concurrency() {
      return 2;
    }
  }

  private static Posted post(String url, boolean allowPrivate) {
    return post(new Endpoint(vertx, URI.create(url), new Config(allowPrivate, LIMIT)));
  }

  private static Posted post(Endpoint endpoint) {
    try {
      return endpoint
          .post(MultiMap.caseInsensitiveMultiMap().add("webhook-id", "1"), "{}")
          .await()
          .atMost(LIMIT.multipliedBy(2));
    } finally {
      endpoint.close();
    }
  }

  private String url(String path) {
    return "http://localhost:" + server.port() + path;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void isTakenWithAny2xx(int status) {
    server.answer(WebhookServer.status(status));

    assertInstanceOf(Taken.class, post(url("/hook?a=b%20c"), true));

    WebhookServer.Post post = server.posts().get(0);
    assertEquals("/hook?a=b%20c", post.path());
    assertEquals("{}", post.body());
    assertEquals("1", post.headers().get("webhook-id"));
    assertEquals("localhost:" + server.port(), post.headers().get("host"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 500, 503})
  void isRefusedWithAnyOtherStatus(int status) {
    server.answer(WebhookServer.status(status));
    assertEquals(new Refused("answered " + status), post(url("/"), true));
  }

  @Test
  void hearsThatTheOtherEndWantsNoMore() {
    server.answer(WebhookServer.status(410));
    assertInstanceOf(Gone.class, post(url("/"), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    server.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Location", url("/elsewhere"));
          WebhookServer.status(status).handle(exchange);
        });

    assertEquals(new Refused("answered " + status), post(url("/"), true));

    assertEquals(List.of("/"), server.posts().stream().map(WebhookServer.Post::path).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
  void callsNothingThatIsNotPublic(String host) {
    Posted posted = post("http://" + host + ":" + server.port() + "/", false);

    assertTrue(
        assertInstanceOf(Refused.class, posted).reason().endsWith(" has no public address"),
        posted.toString());
    assertEquals(List.of(), server.posts());
  }

  @Test
  void saysThatANameHasNoAddress() {
    assertEquals(
        new Refused("nobody.invalid has no address"), post("http://nobody.invalid/", true));
  }

  @Test
  void readsAnAnswerNoFurtherThanItMust() {
    server.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[1024 * 1024];
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(much);
            }
          }
        });
    assertInstanceOf(Taken.class, post(url("/"), true));
  }

  @Test
  void waitsForAnAnswerNoLongerThanItsLimit() {
    CountDownLatch end = new CountDownLatch(1);
    server.answer(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Config impatient = new Config(true, Duration.ofMillis(300));

    Posted posted = post(new Endpoint(vertx, URI.create(url("/")), impatient));

    end.countDown();
    assertEquals(new Refused("no answer in time"), posted);
  }

  /** The address is connected to, but the certificate must be that of the name. */
  @ParameterizedTest
  @ValueSource(strings = {"dns:localhost", "ip:127.0.0.1"})
  void asksForTheCertificateOfTheName(String name, @TempDir Path directory) {
    Keys keys = Keys.make(directory, name);
    try (WebhookServer secure = new WebhookServer(keys.context())) {
      HttpClientOptions trusting =
          new HttpClientOptions()
              .setTrustOptions(new PemTrustOptions().addCertPath(keys.certificate().toString()));
      URI url = URI.create("https://localhost:" + secure.port() + "/");

      Posted posted = post(new Endpoint(vertx, url, new Config(true, LIMIT), trusting));

      assertEquals(name.startsWith("dns"), posted instanceof Taken, posted.toString());
    }
  }
}
