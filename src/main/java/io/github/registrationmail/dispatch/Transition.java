package io.github.registrationmail.dispatch;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The map of a mail's states: every statement that updates or deletes the row of a registration,
 * and which states it moves where, and what else it asks for. In any other the statement leaves the
 * row as it is.
 *
 * <pre>
 *              INSERT
 *                v        confirmed             claimed           accepted
 *             PENDING ----------------> QUEUED ----------> SENDING -----> SENT
 *               ^  ^                                       |  | |
 *               |  '---- taken over, given back -----------'  | '- given up -> FAILED
 *  started over |          confirmed                          |
 *               |  PENDING ----------------> RETRYING <-------'
 *   FAILED, CANCELLED                            '---- claimed --> SENDING
 *
 *  set aside:  PENDING, QUEUED, RETRYING -> PENDING, while sending is paused
 *  sent again: SENT, FAILED, CANCELLED -> PENDING, with the next attempt
 *  cancelled: PENDING, QUEUED, RETRYING, FAILED -> CANCELLED
 *  erased:     any but SENDING, and there is no row any more
 *  accepted:  whatever the row says, a mail that is out is SENT; only one sent again is another
 * </pre>
 */
public enum Transition {
  /** The broker has confirmed the message of the attempt. */
  CONFIRMED(
      "dispatch.OutboxRepository.MARK_QUEUED",
      EnumSet.of(MailState.PENDING),
      EnumSet.of(MailState.QUEUED, MailState.RETRYING),
      Asked.ATTEMPT),

  /** The sweep takes a mail over whose claim has run out; one that waits it leaves as it is. */
  TAKEN_OVER(
      "dispatch.OutboxRepository.TAKE_OVER",
      EnumSet.of(MailState.SENDING),
      EnumSet.of(MailState.PENDING),
      Asked.OVERDUE),

  /** A consumer takes the attempt for itself. */
  CLAIMED(
      "mail.ClaimRepository.CLAIM",
      EnumSet.of(MailState.PENDING, MailState.QUEUED, MailState.RETRYING),
      EnumSet.of(MailState.SENDING),
      Asked.ATTEMPT,
      Asked.DUE),

  /** The consumer still has it. */
  RENEWED(
      "mail.LeaseRepository.RENEW",
      EnumSet.of(MailState.SENDING),
      EnumSet.of(MailState.SENDING),
      Asked.CLAIM),

  /** The consumer has not begun it and will not. */
  GIVEN_BACK(
      "mail.LeaseRepository.GIVE_BACK",
      EnumSet.of(MailState.SENDING),
      EnumSet.of(MailState.PENDING),
      Asked.CLAIM),

  /** It is delivered while sending is paused: the sweep publishes it when sending goes on. */
  SET_ASIDE(
      "mail.SetAside.SET_ASIDE",
      EnumSet.of(MailState.PENDING, MailState.QUEUED, MailState.RETRYING),
      EnumSet.of(MailState.PENDING),
      Asked.ATTEMPT,
      Asked.DUE),

  /**
   * The mail server has accepted the mail, whoever holds the claim by now and whichever attempt of
   * the same sending is due.
   */
  ACCEPTED(
      "mail.ClaimRepository.SENT",
      EnumSet.complementOf(EnumSet.of(MailState.SENT)),
      EnumSet.of(MailState.SENT),
      Asked.SENDING),

  /** The attempt has failed: another one follows, or none. */
  REFUSED(
      "retry.FailureRepository.MOVE",
      EnumSet.of(MailState.SENDING),
      EnumSet.of(MailState.RETRYING, MailState.FAILED),
      Asked.ATTEMPT,
      Asked.CLAIM),

  /** An operator does not want it any more. */
  CANCELLED(
      "operator.ActionRepository.CANCEL",
      EnumSet.of(MailState.PENDING, MailState.QUEUED, MailState.RETRYING, MailState.FAILED),
      EnumSet.of(MailState.CANCELLED)),

  /** An operator starts it over. */
  STARTED_OVER(
      "operator.ActionRepository.REQUEUE",
      EnumSet.of(MailState.FAILED, MailState.CANCELLED),
      EnumSet.of(MailState.PENDING)),

  /** An operator starts many over at once. */
  ALL_STARTED_OVER(
      "operator.ActionRepository.REQUEUE_ALL",
      EnumSet.of(MailState.FAILED, MailState.CANCELLED),
      EnumSet.of(MailState.PENDING)),

  /** An operator wants it sent once more, perhaps to another address. */
  SENT_AGAIN(
      "operator.ResendRepository.RESEND",
      EnumSet.of(MailState.SENT, MailState.FAILED, MailState.CANCELLED),
      EnumSet.of(MailState.PENDING)),

  /** The request that registered it can be repeated no longer. */
  KEY_FORGOTTEN(
      "registration.KeyRepository.FORGET",
      EnumSet.noneOf(MailState.class),
      EnumSet.noneOf(MailState.class)),

  /** The registration is gone; what messages are left find nothing. */
  ERASED(
      "operator.ErasureRepository.ERASE",
      EnumSet.complementOf(EnumSet.of(MailState.SENDING)),
      EnumSet.noneOf(MailState.class));

  /** What a statement asks of the row beside its state. */
  public enum Asked {
    /** That the attempt is the one that it is about. */
    ATTEMPT,
    /** That the sending is: an operator has not had the mail sent again since. */
    SENDING,
    /** That whoever runs it holds the claim. */
    CLAIM,
    /** That the attempt is due. */
    DUE,
    /** That nothing has moved it in time. */
    OVERDUE
  }

  private final String statement;
  private final Set<MailState> from;
  private final Set<MailState> to;
  private final Set<Asked> asked;

  Transition(String statement, Set<MailState> from, Set<MailState> to, Asked... asked) {
    this.statement = statement;
    this.from = Set.copyOf(from);
    this.to = Set.copyOf(to);
    this.asked = Set.of(asked);
  }

  /** Who does it: package, class and constant of the SQL. */
  public String statement() {
    return statement;
  }

  public Set<MailState> from() {
    return from;
  }

  public Set<MailState> to() {
    return to;
  }

  /** Whether the statement, or the one that locks its rows, asks for this. */
  public boolean asks(Asked what) {
    return asked.contains(what);
  }

  public boolean isFrom(MailState state) {
    return from.contains(state);
  }

  /** What an SQL statement asks of the column: {@code in ('PENDING', 'QUEUED')}. */
  public String condition() {
    return from.stream()
        .sorted()
        .map(state -> "'" + state + "'")
        .collect(Collectors.joining(", ", "in (", ")"));
  }
}
