package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpacesTest {

  /** Blank, tab, no-break, ideographic and zero width space, Hangul filler, byte order mark. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\u00a0", "\u3000", "\u200b", "\u3164", "\ufeff", " \u2060\t"})
  void areCutAroundAText(String space) {
    assertEquals("Ada B", Spaces.cut(space + "Ada B" + space));
    assertEquals("李", Spaces.cut(space + space + "李"));
    assertEquals("👩", Spaces.cut("👩" + space + space));
    assertEquals("", Spaces.cut(space));
  }

  @Test
  void areNoLetterNorTheEndOfALine() {
    assertEquals("Ada", Spaces.cut("Ada"));
    assertEquals("\nAda\r\n", Spaces.cut("\nAda\r\n"));
    assertEquals("", Spaces.cut(""));
  }
}
