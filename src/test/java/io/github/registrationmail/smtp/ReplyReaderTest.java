package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

  private final ReplyReader reader = new ReplyReader();

  @Test
  void readsOneLineAndSeveral() throws Nonsense {
    List<Reply> replies = read("220 hello\r\n250-a\r\n250-SIZE 100\r\n250 b\r\n250\r\n");
    assertEquals(
        List.of(
            new Reply(220, List.of("hello")),
            new Reply(250, List.of("a", "SIZE 100", "b")),
            new Reply(250, List.of(""))),
        replies);
    assertFalse(reader.hasRest());
  }

  @Test
  void readsACodeAlone() throws Nonsense {
    assertEquals(List.of(new Reply(499, List.of(""))), read("499\r\n"));
    assertEquals(List.of(new Reply(290, List.of(""))), read("290\n"));
  }

  @Test
  void takesABareLineFeedAndWords() throws Nonsense {
    assertEquals(
        List.of(new Reply(550, List.of("kein Postfach für Zoë"))),
        read("550 kein Postfach für Zoë\n"));
  }

  @Test
  void knowsTheEnhancedCodeOnlyWhereItFitsTheReply() {
    assertEquals("550 5.1.1", new Reply(550, List.of("5.1.1 no")).codes());
    assertEquals("550", new Reply(550, List.of("4.1.1 no")).codes());
    assertEquals("550", new Reply(550, List.of("5.1.1.1 is an address")).codes());
    assertEquals("454 4.7.0", new Reply(454, List.of("4.7.0")).codes());
  }

  @Test
  void tellsThatSomethingIsLeft() throws Nonsense {
    assertEquals(1, read("220 go\r\n250 in").size());
    assertTrue(reader.hasRest());
    assertEquals(1, read("jected\r\n").size());
    assertFalse(reader.hasRest());
  }

  @Test
  void tellsThatAWholeReplyIsLeft() throws Nonsense {
    reader.feed(bytes("220 go\r\n250 injected\r\n"));
    assertTrue(reader.next().isPresent());
    assertTrue(reader.hasRest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n",
        "\r\n",
        "25\r\n",
        "250x\r\n",
        "150 early\r\n",
        "650 late\r\n",
        "2x0 no\r\n",
        "250-a\r\n251 b\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 400 Bad Request\r\n"
      })
  void refusesWhatIsNoReply(String line) {
    assertThrows(Nonsense.class, () -> read(line));
  }

  @Test
  void refusesALineWithoutEnd() {
    assertThrows(Nonsense.class, () -> read("250 " + "x".repeat(ReplyReader.LONGEST_LINE)));
  }

  @Test
  void refusesAReplyWithoutEnd() {
    assertThrows(Nonsense.class, () -> read("250-again\r\n".repeat(10_000)));
  }

  @Test
  void refusesMoreThanItsBoundBetweenTwoThingsThatAreSaid() throws Nonsense {
    byte[] half = bytes("250 OK\r\n".repeat(ReplyReader.MOST_BYTES / 16));
    reader.feed(half);
    drain();
    reader.said();
    reader.feed(half);
    drain();
    reader.feed(half);
    drain();
    assertThrows(Nonsense.class, () -> reader.feed(half));
  }

  /** However what comes is split, the replies are the same; and nothing but nonsense is thrown. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void readsTheSameHoweverItIsSplit(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] stream = stream(random);
      assertEquals(
          result(stream, stream.length),
          result(stream, 1 + random.nextInt(7)),
          () -> "seed " + seed + ": " + Arrays.toString(stream));
    }
  }

  /** Replies, some of them damaged. */
  private static byte[] stream(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      int code = 200 + random.nextInt(400);
      for (int line = random.nextInt(3); line > 0; line--) {
        text.append(code).append("-5.1.1 line\r\n");
      }
      text.append(code).append(random.nextBoolean() ? " OK\r\n" : "\r\n");
    }
    byte[] stream = bytes(text.toString());
    for (int i = random.nextInt(3); i > 0; i--) {
      stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
    }
    return stream;
  }

  private static String result(byte[] stream, int piece) {
    ReplyReader reader = new ReplyReader();
    List<Reply> replies = new ArrayList<>();
    try {
      for (int from = 0; from < stream.length; from += piece) {
        reader.feed(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + piece)));
        Optional<Reply> next = reader.next();
        while (next.isPresent()) {
          replies.add(next.get());
          next = reader.next();
        }
      }
      return replies + " rest " + reader.hasRest();
    } catch (Nonsense nonsense) {
      return replies + " then " + nonsense.getMessage();
    }
  }

  private List<Reply> read(String text) throws Nonsense {
    reader.feed(bytes(text));
    return drain();
  }

  private List<Reply> drain() throws Nonsense {
    List<Reply> replies = new ArrayList<>();
    Optional<Reply> next = reader.next();
    while (next.isPresent()) {
      replies.add(next.get());
      next = reader.next();
    }
    return replies;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
