package io.github.registrationmail.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any text as a header (RFC 2047): what the mail client does itself, except that it takes the
 * characters outside of the basic plane, such as emoji, apart, lets a text pass that poses as an
 * encoded word, and folds with a bare line feed, which strict mail servers refuse for good.
 */
final class EncodedWords {

  private static final Pattern PLAIN = Pattern.compile("(?!.*=\\?)[\\x20-\\x7e]{0,900}");

  /** In Base64 and its frame this makes 72 characters; an encoded word may have 75. */
  private static final int LONGEST_BYTES = 45;

  private EncodedWords() {}

  static String of(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return String.join("\r\n ", words(text));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int next = utf8(Character.toString(text.codePointAt(i))).length;
      if (bytes + next > LONGEST_BYTES) {
        words.add(word(text.substring(start, i)));
        start = i;
        bytes = 0;
      }
      bytes += next;
    }
    words.add(word(text.substring(start)));
    return words;
  }

  private static String word(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(text)) + "?=";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
