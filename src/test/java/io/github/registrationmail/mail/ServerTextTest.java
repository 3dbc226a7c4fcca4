package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServerTextTest {

  @Test
  void leavesAnOrdinaryReplyAsItIs() {
    assertEquals(
        "250 2.0.0 Ok: queued as 4C1B2", ServerText.cleaned("250 2.0.0 Ok: queued as 4C1B2"));
    assertEquals("250 已接受", ServerText.cleaned("250 已接受"));
  }

  @Test
  void makesOneLineWithoutWhatNobodySees() {
    String odd = "250-a\r\n250 b\u2028c\u202ed\u0085e\u200bf\ud800g\u0000 ";
    assertEquals("250-a 250 b c d e f g", ServerText.cleaned(odd));
    assertEquals("", ServerText.cleaned(" \r\n"));
  }

  @Test
  void cutsAfterFiveHundredCharactersAndNeverThroughOne() {
    assertEquals("😀".repeat(500), ServerText.cleaned("😀".repeat(501)));
    assertEquals("x".repeat(500), ServerText.cleaned("x".repeat(100_000)));
  }
}
