package io.github.registrationmail.invariant;

import java.util.Locale;

/**
 * What must hold in the database at every moment, whatever fails: of what docs/proof.md proves, and
 * by its names, that which SQL can see. A statement asks for those of the listed rows of which it
 * does not hold. What an operator may set, an older version beside this one or a clock that is set
 * back could bring about is no violation.
 */
enum Invariant {
  FUTURE(
      Subject.MAILS,
      InvariantStatements.FUTURE,
      "what is still to be sent has a time at which the sweep looks at it, what is at its end has"
          + " none"),
  CLAIM(
      Subject.MAILS,
      InvariantStatements.CLAIM,
      "a mail is claimed while it is SENDING, and only then"),
  SENT_IS_TAKEN(
      Subject.MAILS,
      InvariantStatements.SENT_IS_TAKEN,
      "what is SENT, and nothing else, has a time at which the mail server took it"),
  FAILED_BY_POLICY(
      Subject.MAILS,
      InvariantStatements.FAILED_BY_POLICY,
      "what has FAILED has used up its failures"),
  ATTEMPTS(
      Subject.MAILS,
      InvariantStatements.ATTEMPTS,
      "the attempt is one of the present sending, which has no more than any policy gives it"),
  COUNTER(
      Subject.MAILS,
      InvariantStatements.COUNTER,
      "as many failures are counted as attempts have failed"),
  TIMELINE(
      Subject.MAILS, InvariantStatements.TIMELINE, "a counted failure is once in the timeline"),
  EVENTS(
      Subject.EVENTS,
      InvariantStatements.EVENTS,
      "each move to an end has one event, and they are told in their order"),
  SWEPT(
      Subject.SWEEP,
      SweepStandstill.OVERDUE,
      "what is overdue is looked at by the sweep, while nothing keeps it from that");

  /** Of what rows it is. */
  enum Subject {
    MAILS,
    EVENTS,
    /** Judged by {@link SweepStandstill}. */
    SWEEP
  }

  private final Subject subject;
  private final String statement;
  private final String words;

  Invariant(Subject subject, String statement, String words) {
    this.subject = subject;
    this.statement = statement;
    this.words = words;
  }

  boolean isOf(Subject other) {
    return subject == other;
  }

  /**
   * Finds the violations among the rows whose ids it takes as a JSON array; that of {@link #SWEPT}
   * takes for how long a row is overdue, in microseconds.
   */
  String statement() {
    return statement;
  }

  /** What must hold. */
  String words() {
    return words;
  }

  /** As the metric has it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
