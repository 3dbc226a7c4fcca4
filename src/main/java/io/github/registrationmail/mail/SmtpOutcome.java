package io.github.registrationmail.mail;

/** What the mail server made of a mail. */
sealed interface SmtpOutcome {

  /** Accepted. */
  record Delivered() implements SmtpOutcome {}

  /**
   * Answered with a 4xx or 5xx.
   *
   * @param permanent whether it will say the same of this recipient or content again
   */
  record Refused(String reply, boolean permanent) implements SmtpOutcome {}

  /** No answer: not connected, cut off, or not within the time limit. */
  record Unreachable(String reason) implements SmtpOutcome {}
}
