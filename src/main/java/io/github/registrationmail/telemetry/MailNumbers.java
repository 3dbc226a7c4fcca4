package io.github.registrationmail.telemetry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At which places among a log line's values the user id and the attempt are, counted from 0; -1 is
 * nowhere.
 */
record MailNumbers(int user, int attempt) {

  private static final Pattern VALUE = Pattern.compile("(?:\\b(user|attempt) )?%(?![%n])");

  /** Reads it from the line's pattern, in which each value is a {@code %d} or the like. */
  static MailNumbers of(String pattern) {
    int user = -1;
    int attempt = -1;
    Matcher values = VALUE.matcher(pattern.replace("%%", ""));
    for (int place = 0; values.find(); place++) {
      if ("user".equals(values.group(1))) {
        user = user < 0 ? place : user;
      } else if ("attempt".equals(values.group(1))) {
        attempt = attempt < 0 ? place : attempt;
      }
    }
    return new MailNumbers(user, attempt);
  }
}
