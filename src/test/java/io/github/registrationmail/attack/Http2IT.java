package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.attack.Http2.Frame;
import io.github.registrationmail.support.Pause;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One connection that carries too much. */
@ExtendWith(Attacked.class)
class Http2IT {

  private static final int MANY = 45_000;
  private static final int LIMIT = 100;
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final int TIMES = 200;

  @Test
  void endsAConnectionThatOpensMoreStreamsThanItMay(Victim victim) throws IOException {
    assertEndsManyStreams(victim.uri("/registrations"));
  }

  static void assertEndsManyStreams(URI uri) throws IOException {
    try (Http2 connection = new Http2(uri)) {
      assertEquals(LIMIT, connection.read().maxConcurrentStreams());
      int opened = untilCutOff(MANY, stream -> connection.post(stream, uri.getPath()));
      assertTrue(opened < MANY, "took " + opened + " streams");
    }
  }

  @Test
  void endsAConnectionThatTakesBackWhatItAskedFor(Victim victim) throws IOException {
    assertEndsManyResets(victim.uri("/registrations"));
  }

  static void assertEndsManyResets(URI uri) throws IOException {
    try (Http2 connection = new Http2(uri)) {
      int opened =
          untilCutOff(
              MANY,
              stream -> {
                connection.post(stream, uri.getPath());
                connection.send(Http2.RST_STREAM, 0, stream, CANCEL);
              });
      assertTrue(opened < MANY, "took " + opened + " resets");
    }
  }

  /** How often it could be done. */
  private static int untilCutOff(int times, OnStream work) {
    for (int i = 0; i < times; i++) {
      try {
        work.on(2 * i + 1);
      } catch (IOException cutOff) {
        return i;
      }
    }
    return times;
  }

  @Test
  void refusesABodyThatIsTooLargeAndDoesNotSayHowLargeWithoutAWord(Victim victim)
      throws IOException {
    assertNoWord(
        victim,
        (connection, time) -> {
          connection.post(1, "/registrations");
          for (int i = 0; i < 3; i++) {
            connection.send(Http2.DATA, i == 2 ? Http2.END_STREAM : 0, 1, new byte[8 * 1024]);
          }
          assertTrue(answer(connection).hasStatus(413));
        });
  }

  /** While it is answered, or before. */
  @Test
  void hearsWithoutAWordThatARequestIsTakenBack(Victim victim) throws IOException {
    assertNoWord(
        victim,
        (connection, time) -> {
          connection.post(1, "/registrations");
          connection.send(Http2.DATA, Http2.END_STREAM, 1, new byte[] {'{', '}'});
          Pause.millis(time % 10);
          connection.send(Http2.RST_STREAM, 0, 1, CANCEL);
        });
    victim.assertUnharmed();
  }

  /** Many times, as what is said may depend on a moment. */
  private static void assertNoWord(Victim victim, OnConnection work) throws IOException {
    int printed = victim.printed();
    for (int time = 0; time < TIMES; time++) {
      try (Http2 connection = new Http2(victim.uri("/"))) {
        work.on(connection, time);
      }
    }
    assertEquals(List.of(), victim.complaintsAfter(printed));
  }

  @Test
  void endsAConnectionWhoseHeadersNeverEnd(Victim victim) throws IOException {
    try (Http2 connection = new Http2(victim.uri("/"))) {
      connection.send(Http2.HEADERS, 0, 1, new byte[0]);
      int sent =
          untilCutOff(
              MANY, stream -> connection.send(Http2.CONTINUATION, 0, 1, new byte[] {0, 1, 'a', 0}));
      assertTrue(sent < MANY, "took " + sent + " frames");
    }
  }

  private static Frame answer(Http2 connection) throws IOException {
    Frame frame = connection.read();
    while (frame.type() != Http2.HEADERS) {
      frame = connection.read();
    }
    return frame;
  }

  /** What is done on one connection after the other; they are counted from 0. */
  @FunctionalInterface
  private interface OnConnection {
    void on(Http2 connection, int time) throws IOException;
  }

  /** What is done on a stream. */
  @FunctionalInterface
  private interface OnStream {
    void on(int stream) throws IOException;
  }
}
