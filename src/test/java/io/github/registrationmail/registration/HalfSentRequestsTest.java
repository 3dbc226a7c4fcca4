package io.github.registrationmail.registration;

import static io.github.registrationmail.support.Api.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.Pause;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand clients that begin a request and never end it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(HalfSentRequestsTest.Profile.class)
class HalfSentRequestsTest {

  /** The limits, scaled down. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.idle-timeout", "3s", "registration.http.body-timeout", "1s");
    }
  }

  private static final int CLIENTS = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String HEAD = "POST /registrations HTTP/1.1\r\nHost: localhost\r\n";
  private static final String HALF_A_BODY =
      HEAD + "Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n{\"email\":";

  @TestHTTPResource URI service;

  EmbeddedStack stack;

  @Test
  void areCutOffAndHoldNobodyUp() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CLIENTS; i++) {
        begin(selector, i % 2 == 0 ? HEAD : HALF_A_BODY);
      }
      assertEquals(CLIENTS, selector.keys().size());

      IntStream.range(0, 50).forEach(i -> Api.register(Api.address("ok")));

      assertEquals(0, stillOpen(selector));
    }
  }

  /** It is never idle, only late. */
  @Test
  void areCutOffThoughTheyDrip() throws IOException {
    try (SocketChannel client = connect()) {
      client.write(ByteBuffer.wrap(HALF_A_BODY.getBytes(StandardCharsets.US_ASCII)));
      long end = System.nanoTime() + LIMIT.toNanos();
      while (drips(client)) {
        assertTrue(System.nanoTime() < end, "still open");
        Pause.millis(200);
      }
    }
  }

  /** What asks for something and has no body waits for its answer, however late that is. */
  @Test
  void leaveThoseAloneWhoseAnswerTakesLonger() throws Exception {
    try (Connection connection = new Jdbc(stack.environment()).connect();
        Statement statement = connection.createStatement()) {
      var unused = statement.execute("lock tables registration write");
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () -> operator().get("/registrations?limit=1").statusCode());
      // longer than a body may take, and less than a statement may
      Pause.millis(1_400);
      assertFalse(status.isDone());
      unused = statement.execute("unlock tables");

      assertEquals(200, status.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
  }

  private static boolean drips(SocketChannel client) {
    try {
      return client.write(ByteBuffer.wrap(new byte[] {' '})) >= 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private void begin(Selector selector, String half) throws IOException {
    SocketChannel client = connect();
    client.write(ByteBuffer.wrap(half.getBytes(StandardCharsets.US_ASCII)));
    client.configureBlocking(false);
    client.register(selector, SelectionKey.OP_READ);
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(new InetSocketAddress("127.0.0.1", service.getPort()));
  }

  /** How many the service has not closed within the limit. */
  private static int stillOpen(Selector selector) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!selector.keys().isEmpty() && System.nanoTime() < end) {
      selector.select(1_000);
      for (SelectionKey key : selector.selectedKeys()) {
        if (isClosed((SocketChannel) key.channel())) {
          key.channel().close();
        }
      }
      selector.selectedKeys().clear();
      selector.selectNow();
    }
    return selector.keys().size();
  }

  private static boolean isClosed(SocketChannel client) {
    try {
      return client.read(ByteBuffer.allocate(1_024)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
