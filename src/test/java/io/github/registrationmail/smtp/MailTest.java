package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

  private static final byte[] CONTENT = {};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b\r\nRCPT TO:<c@d>",
        "a@b\n",
        "a\r@b",
        "a\0@b",
        "a\t@b",
        "a\u007f@b",
        "a b@c",
        " a@b",
        "a@b> SIZE=1",
        "<a@b",
        "é@b",
        "a@b\u2028",
        "a@b\u0085"
      })
  void refusesAnAddressThatCouldEndACommandOrChangeIt(String address) {
    assertThrows(IllegalArgumentException.class, () -> new Mail("a@b", address, CONTENT));
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Mail(address, "a@b", CONTENT));
    assertFalse(refused.getMessage().contains(address));
  }

  @Test
  void mayBeFromNobodyButMustBeToSomebody() {
    assertEquals("", new Mail("", "a@b", CONTENT).sender());
    assertThrows(IllegalArgumentException.class, () -> new Mail("a@b", "", CONTENT));
  }

  @Test
  void tellsALogNoAddress() {
    assertEquals("mail of 0 octets", new Mail("a@b", "c@d", CONTENT).toString());
  }
}
