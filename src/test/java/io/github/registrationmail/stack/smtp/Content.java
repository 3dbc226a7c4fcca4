package io.github.registrationmail.stack.smtp;

import java.util.Optional;

/** What a strict mail server refuses in a text: bare CR or LF, and lines over 998 octets. */
final class Content {

  private static final int LONGEST_LINE = 998;

  private Content() {}

  /** The refusal, if there is one. */
  static Optional<String> fault(byte[] content) {
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      boolean endsLine = content[i] == '\n';
      if (endsLine && (i == 0 || content[i - 1] != '\r')) {
        return Optional.of("550 5.5.2 bare <LF> received");
      }
      if (content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n')) {
        return Optional.of("550 5.5.2 bare <CR> received");
      }
      if (endsLine && i - 1 - start > LONGEST_LINE) {
        return Optional.of("550 5.6.0 line longer than 998 octets");
      }
      start = endsLine ? i + 1 : start;
    }
    return Optional.empty();
  }
}
