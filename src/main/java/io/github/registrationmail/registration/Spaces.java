package io.github.registrationmail.registration;

import java.util.Set;

/**
 * What nobody sees at the ends of a text: spaces of any kind, and characters that look like one.
 */
public final class Spaces {

  /**
   * Fillers, soft hyphens, zero width spaces and the like, which Unicode counts as something else.
   */
  private static final Set<Integer> UNSEEN =
      Set.of(
          0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F,
          0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2800, 0x3164, 0xFEFF, 0xFFA0);

  private Spaces() {}

  /** The text without those around it; ends of lines are no spaces. */
  public static String cut(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && isSpace(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(int codePoint) {
    return Character.getType(codePoint) == Character.SPACE_SEPARATOR
        || codePoint == '\t'
        || UNSEEN.contains(codePoint);
  }

  /** Whether a reader sees something of its own: no mark that needs a letter, nothing of format. */
  static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> !UNSEEN.contains(codePoint);
    };
  }
}
