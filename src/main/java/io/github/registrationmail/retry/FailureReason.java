package io.github.registrationmail.retry;

import java.util.regex.Pattern;

/**
 * Why an attempt failed, in the words that such failures have in common: without addresses, quoted
 * words, links, numbers and ids, but with the codes at the beginning of a reply. Pure.
 */
final class FailureReason {

  private static final int LONGEST = 160;

  private static final Pattern CODES =
      Pattern.compile(
          "^(?:perhaps sent: )?(?:[2-5]\\d\\d(?:[ -][245]\\.\\d{1,3}\\.\\d{1,3})?(?= |$))?");

  private static final Pattern LINK = Pattern.compile("\\b(?:https?://|www\\.)\\S+");
  private static final Pattern ADDRESS =
      Pattern.compile("<[^>]*>|\\(address\\)|[^\\s<>\"(),;:]+@[^\\s<>\"(),;:]+");
  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)|`[^`']*[`']|\\[[^]]*]");

  /** A word with a digit in it, or a long one of hexadecimal digits. */
  private static final Pattern ID =
      Pattern.compile("[\\w.:/+=-]*\\d[\\w.:/+=-]*|\\b[0-9a-fA-F]{12,}\\b");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private FailureReason() {}

  /** 160 characters at most; the same for failures that differ only in whom they are about. */
  static String of(String reason) {
    var codes = CODES.matcher(reason);
    int begin = codes.find() ? codes.end() : 0;
    String text = reason.substring(begin);
    text = LINK.matcher(text).replaceAll("(link)");
    text = ADDRESS.matcher(text).replaceAll("(address)");
    text = QUOTED.matcher(text).replaceAll("(…)");
    text = ID.matcher(text).replaceAll("#");
    text = BLANKS.matcher(reason.substring(0, begin) + text).replaceAll(" ").strip();
    int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
    return text.substring(0, end).strip();
  }
}
