package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two requests that a proxy in front takes for one, or the other way round. */
@ExtendWith(Attacked.class)
class SmugglingIT {

  private static final String START =
      "POST /registrations HTTP/1.1\r\nContent-Type: application/json\r\n";

  private static final String NEXT =
      "GET /assets/icon.svg HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: x\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}",
        "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n2;a=\"\r\n\"\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n2;a\nb\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nTransfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Host: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Host: x\r\nContent-Length: +2\r\n\r\n{}",
        "Host: x\r\nContent-Length: 2, 2\r\nContent-Length: 3\r\n\r\n{}",
        "Host: x\r\nHost: y\r\nContent-Length: 2\r\n\r\n{}",
      })
  void refusesTheFirstAndClosesTheConnection(String rest, Victim victim) throws IOException {
    String answers = Http1.exchange(victim.uri("/"), START + rest + NEXT);

    // what turns out to be no HTTP within a body may be closed without a word
    assertTrue(answers.isEmpty() || answers.startsWith("HTTP/1.1 400"), answers);
    assertFalse(answers.endsWith(Http1.OPEN), answers);
    assertTrue(answers.split("HTTP/1\\.1 ", -1).length <= 2, answers);
  }

  @Test
  void refusesChunksOfHttp10(Victim victim) throws IOException {
    String first =
        "POST /registrations HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n"
            + "Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n2\r\n{}\r\n0\r\n\r\n";

    String answers = Http1.exchange(victim.uri("/"), first + NEXT);

    assertFalse(answers.contains(" 200 "), answers);
    assertFalse(answers.endsWith(Http1.OPEN), answers);
  }

  @Test
  void takesTwoThatFollowEachOther(Victim victim) throws IOException {
    String first = START + "Host: x\r\nContent-Length: 2\r\n\r\n{}";

    String answers = Http1.exchange(victim.uri("/"), first + NEXT);

    assertTrue(answers.startsWith("HTTP/1.1 400"), answers);
    assertTrue(answers.contains("HTTP/1.1 200"), answers);
  }
}
