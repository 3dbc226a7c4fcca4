package io.github.registrationmail.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Any text from outside. */
class OneLinePropertiesTest {

  @Property
  void isOneLineOfWholeCharactersAndNotLonger(
      @ForAll @StringLength(max = 80) String text,
      @ForAll @IntRange(min = 1, max = 40) int longest) {
    String line = OneLine.of(text, longest);

    assertTrue(line.codePointCount(0, line.length()) <= longest, line);
    assertEquals(line.strip(), line);
    assertTrue(UTF_8.newEncoder().canEncode(line), line);
    assertFalse(line.contains("  "), line);
    assertTrue(line.codePoints().noneMatch(OneLinePropertiesTest::breaksALine), line);
  }

  @Property
  void isLeftAsItIsTheSecondTime(@ForAll @StringLength(max = 80) String text) {
    String line = OneLine.of(text, 40);

    assertEquals(line, OneLine.of(line, 40));
  }

  @Property
  void namesNoAddress(
      @ForAll @StringLength(max = 20) String before, @ForAll @StringLength(max = 20) String after) {
    String hidden = Addresses.hidden(before + "ada@example.org" + after);

    assertFalse(hidden.contains("ada@example.org"), hidden);
    assertEquals(hidden, Addresses.hidden(hidden));
  }

  private static boolean breaksALine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
