package io.github.registrationmail.text;

/**
 * Text from outside as one line that looks like what it is, for the log, the page and the database:
 * a line break of any kind or a control character becomes a blank, and what has no look of its own
 * (marks that turn the direction of writing, invisible format characters, broken surrogates) is
 * left out.
 */
public final class OneLine {

  private final StringBuilder line = new StringBuilder();
  private final int longest;
  private int length;
  private boolean gap;

  private OneLine(int longest) {
    this.longest = longest;
  }

  /**
   * The text as one line without blanks at either end.
   *
   * @param longest in characters as people count them (code points), none of which is ever halved
   */
  public static String of(String text, int longest) {
    OneLine result = new OneLine(longest);
    for (int i = 0; i < text.length() && result.length < longest; ) {
      int codePoint = text.codePointAt(i);
      result.add(codePoint);
      i += Character.charCount(codePoint);
    }
    return result.line.toString();
  }

  private void add(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          gap = true;
      case Character.FORMAT, Character.SURROGATE -> {}
      default -> put(codePoint);
    }
  }

  /** Several blanks in a row are one; none is at the beginning or at the end. */
  private void put(int codePoint) {
    boolean blankBefore = gap && length > 0;
    gap = false;
    if (blankBefore && length + 1 == longest) {
      length = longest;
      return;
    }
    if (blankBefore) {
      line.append(' ');
      length++;
    }
    line.appendCodePoint(codePoint);
    length++;
  }
}
