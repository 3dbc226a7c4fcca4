package io.github.registrationmail.smtp;

/** What became of a mail that was handed over. What is only the server's fault is none of these. */
public sealed interface Outcome {

  /**
   * The mail server has it.
   *
   * @param reply its last word, which names the mail in its queue
   */
  record Accepted(String reply) implements Outcome {}

  /** Not now, because of this mail: it is tried again by its timetable. */
  record Deferred(String reason) implements Outcome {}

  /** Not now, and not soon. */
  record Greylisted(String reason) implements Outcome {}

  /** Never. */
  record Rejected(String reason) implements Outcome {}

  /**
   * The text was sent and no answer came: perhaps the server has it.
   *
   * @param counts whether it is this mail's fault, because it happened before while others were
   *     accepted
   */
  record InDoubt(String reason, boolean counts) implements Outcome {}

  /** Nothing was sent: the service stops, or it was too late to begin. */
  record NotBegun() implements Outcome {}
}
