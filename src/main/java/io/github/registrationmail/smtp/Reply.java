package io.github.registrationmail.smtp;

import java.util.List;
import java.util.Optional;

/**
 * A reply of the mail server (RFC 5321, 4.2).
 *
 * @param code from 200 to 599
 * @param lines the text of each line, without code and line end
 */
record Reply(int code, List<String> lines) implements Answer {

  Reply {
    lines = List.copyOf(lines);
  }

  boolean isPositive() {
    return code / 100 == 2;
  }

  boolean isTransient() {
    return code / 100 == 4;
  }

  boolean isPermanent() {
    return code / 100 == 5;
  }

  /** Its lines as one, without the code. */
  String text() {
    return String.join(" ", lines);
  }

  Optional<EnhancedCode> enhanced() {
    return EnhancedCode.of(code, lines.isEmpty() ? "" : lines.get(0));
  }

  /** Reply and enhanced code, which two replies with the same cause have in common. */
  String codes() {
    return code + enhanced().map(known -> " " + known).orElse("");
  }

  /** Code and text in one line, as the server said it. */
  @Override
  public String toString() {
    return (code + " " + text()).strip();
  }
}
