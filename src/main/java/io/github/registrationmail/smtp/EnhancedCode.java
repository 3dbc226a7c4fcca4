package io.github.registrationmail.smtp;

import java.util.Optional;

/** An enhanced status code such as 5.1.1 (RFC 3463): class, subject, detail. */
record EnhancedCode(int status, int subject, int detail) {

  private static final int MOST_DIGITS = 3;

  /** What may follow a code. */
  private static final String ENDS = " \t\n\u000b\f\r:;,";

  /** The code that this text begins with, if it is of the same class as the reply. */
  static Optional<EnhancedCode> of(int replyCode, String text) {
    int subject = text.indexOf('.') + 1;
    int detail = text.indexOf('.', subject) + 1;
    int end = endOfDigits(text, detail);
    boolean isCode =
        isNumber(text, subject, detail - 1)
            && isNumber(text, detail, end)
            && (end == text.length() || ENDS.indexOf(text.charAt(end)) >= 0);
    return isCode && subject == 2 && isClass(text.charAt(0), replyCode)
        ? Optional.of(
            new EnhancedCode(
                replyCode / 100, number(text, subject, detail - 1), number(text, detail, end)))
        : Optional.empty();
  }

  private static boolean isClass(char status, int replyCode) {
    return "245".indexOf(status) >= 0 && status - '0' == replyCode / 100;
  }

  boolean is(int wantedSubject, int wantedDetail) {
    return subject == wantedSubject && detail == wantedDetail;
  }

  private static boolean isNumber(String text, int begin, int end) {
    int digits = end - begin;
    return digits >= 1 && digits <= MOST_DIGITS && endOfDigits(text, begin) == end;
  }

  private static int endOfDigits(String text, int begin) {
    int end = begin;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }

  @Override
  public String toString() {
    return status + "." + subject + "." + detail;
  }
}
