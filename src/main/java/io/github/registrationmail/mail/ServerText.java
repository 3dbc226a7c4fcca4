package io.github.registrationmail.mail;

import java.util.regex.Pattern;

/**
 * What a mail server said, as it may be stored and shown: one line without characters that nobody
 * sees or that turn a line round, at most 500 of them.
 */
final class ServerText {

  /** What the columns take, which count code points. */
  private static final int LONGEST = 500;

  private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\p{C}]+");

  private ServerText() {}

  static String cleaned(String text) {
    String line = BLANK.matcher(text).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST));
  }
}
