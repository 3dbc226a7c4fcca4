package io.github.registrationmail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneLineTest {

  private static final int LONG = 500;

  @ParameterizedTest
  @MethodSource
  void leavesOutWhatWouldShowSomethingElse(String text, String line) {
    assertEquals(line, OneLine.of(text, LONG));
  }

  static Stream<Arguments> leavesOutWhatWouldShowSomethingElse() {
    return Stream.of(
        arguments("", ""),
        arguments("550 no such user", "550 no such user"),
        arguments("  550\tno\r\n such\u0000user  ", "550 no such user"),
        // breaks of lines that are no \n: NEL, line and paragraph separator, a vertical tab
        arguments("a\u0085b\u2028c\u2029d\u000be", "a b c d e"),
        // C1: the control sequence introducer of a terminal
        arguments("a\u009b31mb", "a 31mb"),
        arguments("a\u001b[31mb", "a [31mb"),
        // overrides and isolates of the direction of writing
        arguments("user\u202egnp.exe", "usergnp.exe"),
        arguments("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        // invisible: zero width space and joiner, soft hyphen, byte order mark, a tag character
        arguments("pay\u200bp\u200da\u00adl\ufeff\udb40\udc41", "paypal"),
        arguments("a\ud83db\ude00c", "abc"),
        arguments("a\u3000\u00a0b", "a b"),
        arguments("用户不存在 😀 غير موجود", "用户不存在 😀 غير موجود"));
  }

  @Test
  void cutsBetweenCharacters() {
    assertEquals("a😀", OneLine.of("a😀😀", 2));
    assertEquals("😀😀", OneLine.of("😀😀", 2));
    assertEquals("a", OneLine.of("a b", 2));
    assertEquals("", OneLine.of("a", 0));
  }

  @Test
  void countsWhatItKeepsOnly() {
    assertEquals("a b", OneLine.of("\u202e\u202e a \u202e\n b c", 3));
    assertEquals(LONG, OneLine.of("x\u200b".repeat(2 * LONG), LONG).length());
  }
}
