package io.github.registrationmail.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of {@code /q/metrics}. */
record Gauges(String text) {

  /**
   * @throws IllegalStateException if there is no such metric
   */
  int value(String name) {
    Matcher line =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(text);
    if (!line.find()) {
      throw new IllegalStateException("no metric " + name);
    }
    return (int) Double.parseDouble(line.group(1));
  }
}
