package io.github.registrationmail.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An enhanced status code such as 5.1.1 (RFC 3463): class, subject, detail. */
record EnhancedCode(int status, int subject, int detail) {

  private static final Pattern CODE =
      Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:[\\s:;,]|$)");

  /** The code that this text begins with, if it is of the same class as the reply. */
  static Optional<EnhancedCode> of(int replyCode, String text) {
    Matcher code = CODE.matcher(text);
    return code.lookingAt() && number(code, 1) == replyCode / 100
        ? Optional.of(new EnhancedCode(number(code, 1), number(code, 2), number(code, 3)))
        : Optional.empty();
  }

  boolean is(int wantedSubject, int wantedDetail) {
    return subject == wantedSubject && detail == wantedDetail;
  }

  private static int number(Matcher code, int group) {
    return Integer.parseInt(code.group(group));
  }

  @Override
  public String toString() {
    return status + "." + subject + "." + detail;
  }
}
