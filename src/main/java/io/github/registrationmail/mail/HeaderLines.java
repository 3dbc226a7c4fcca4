package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil.Usage;

/**
 * The header of a mail or of one of its parts: ASCII in lines that end with CRLF, folded at blanks.
 * A header without a value is left out, because an empty one is not valid.
 */
final class HeaderLines {

  /** RFC 2047 allows 76 in a line with encoded words, RFC 5322 recommends 78 in any other. */
  private static final int LONGEST_LINE = 76;

  /** The name of the longest header that may have to be encoded, with its colon and blank. */
  private static final int USED_BY_NAME = 12;

  /** Everything that could end a line or that a reader cannot see. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]+");

  private static final Pattern VISIBLE = Pattern.compile("[ -~]{1,900}");

  private final StringBuilder lines;

  /** Of a part. */
  HeaderLines() {
    this(128);
  }

  /**
   * @param expected about how long it becomes, in characters
   */
  HeaderLines(int expected) {
    this.lines = new StringBuilder(expected);
  }

  /** A value that is ASCII without line ends, and encoded where it has to be. */
  HeaderLines add(String name, String value) {
    if (value.isBlank()) {
      return this;
    }
    int from = name.length() + 2;
    if (from + value.length() <= LONGEST_LINE) {
      lines.append(name).append(": ").append(value).append("\r\n");
    } else {
      fold(name + ": " + value, from);
    }
    return this;
  }

  HeaderLines add(String name, Optional<Mailbox> value) {
    return value.map(mailbox -> add(name, mailbox.header())).orElse(this);
  }

  /** Values of any kind: what is ASCII already may mean something and stays as it is. */
  HeaderLines addAny(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          String line = oneLine(value);
          var unused = VISIBLE.matcher(line).matches() ? add(name, line) : addText(name, line);
        });
    return this;
  }

  /** Any text, made one line. */
  HeaderLines addText(String name, String text) {
    String line = oneLine(text);
    return add(name, isPlain(line) ? line : encoded(line, Usage.TEXT_TOKEN));
  }

  byte[] toBytes() {
    return lines.toString().getBytes(US_ASCII);
  }

  /** Control characters and line ends are one blank. */
  static String oneLine(String text) {
    boolean isOneLine = text.chars().allMatch(character -> character >= ' ' && character < 0x7f);
    return (isOneLine ? text : CONTROLS.matcher(text).replaceAll(" ")).strip();
  }

  /** Whether a reader gets the text as it is: it neither poses as encoded nor depends on folds. */
  static boolean isPlain(String text) {
    return !text.contains("=?")
        && !text.contains("  ")
        && !EncoderUtil.hasToBeEncoded(text, USED_BY_NAME);
  }

  /** Encoded words of at most 75 characters, none of which splits a character (RFC 2047). */
  static String encoded(String text, Usage usage) {
    return EncoderUtil.encodeEncodedWord(text, usage, USED_BY_NAME, UTF_8, null);
  }

  /**
   * Breaks before the last blank that fits, or the first that there is.
   *
   * @param from where the value begins: a line that has none of it would be an empty one
   */
  private void fold(String line, int from) {
    String rest = line;
    int begin = from;
    while (rest.length() > LONGEST_LINE) {
      int last = rest.lastIndexOf(' ', LONGEST_LINE);
      int blank = last >= begin ? last : rest.indexOf(' ', begin);
      if (blank < 0) {
        break;
      }
      lines.append(rest, 0, blank).append("\r\n");
      rest = rest.substring(blank);
      begin = 1;
    }
    lines.append(rest).append("\r\n");
  }
}
