package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that would each be a metric of its own, until a scrape does not fit into the memory. */
@ExtendWith(Attacked.class)
class SeriesIT {

  private static final int METHODS = 8_000;
  private static final int LONG = 3_900;
  private static final int PATHS = 130;

  @Test
  void keepsNoSeriesOfAMethodThatThereIsNot(Victim victim) throws IOException {
    int before = victim.metrics().length();
    Random random = new Random(7);
    try (Socket socket = Http1.connect(victim.uri("/"))) {
      OutputStream out = socket.getOutputStream();
      byte[] answers = new byte[64 * 1024];
      for (int i = 0; i < METHODS; i++) {
        out.write(request(method(random), "/").getBytes(StandardCharsets.US_ASCII));
        assertTrue(socket.getInputStream().read(answers) > 0);
      }
    }
    int after = victim.metrics().length();
    assertTrue(after < before + 5_000, before + " characters became " + after);
  }

  private static String method(Random random) {
    return random
        .ints(LONG, 'A', 'Z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void keepsNoSeriesOfAPathThatThereIsNot(Victim victim) throws IOException {
    for (int i = 0; i < PATHS; i++) {
      String answer = Http1.exchange(victim.uri("/"), last("OPTIONS", "/nix" + i));
      assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    }
    IntStream.range(0, PATHS).forEach(i -> breakOff(victim, "/broken" + i));
    victim.assertUnharmed();

    String metrics = victim.metrics();
    assertFalse(metrics.contains("/nix"), metrics);
    assertFalse(metrics.contains("/broken"), metrics);
    assertTrue(metrics.contains("uri=\"/registrations\""), metrics);
  }

  @Test
  void answersOptionsOfAPathThatThereIsLikeAnyMethodThatItDoesNotTake(Victim victim)
      throws IOException {
    String answer = Http1.exchange(victim.uri("/"), last("OPTIONS", "/registrations"));
    assertEquals("HTTP/1.1 405 Method Not Allowed", answer.lines().findFirst().orElse(""));
  }

  /** Announces a body and goes away. */
  private static void breakOff(Victim victim, String path) {
    try (Socket socket = Http1.connect(victim.uri("/"))) {
      String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{".formatted(path);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String request(String method, String path) {
    return "%s %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(method, path);
  }

  private static String last(String method, String path) {
    return "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(method, path);
  }
}
