package io.github.registrationmail.dispatch;

import java.util.EnumSet;
import java.util.Set;

/** Where the mail of a registration is. {@link Transition} has the ways from one to another. */
public enum MailState {
  /** Registered, or its claim was given up: no message of its attempt is known to be on its way. */
  PENDING,
  /** With the broker. */
  QUEUED,
  /** Claimed by a consumer that is sending it. */
  SENDING,
  /** Failed at least once, waiting for the next attempt. */
  RETRYING,
  /** Accepted by the mail server. */
  SENT,
  /** Given up and dead-lettered. */
  FAILED,
  /** Cancelled by an operator. */
  CANCELLED;

  /** Those in which a mail is still to be sent. */
  public static final Set<MailState> UNSENT = EnumSet.of(PENDING, QUEUED, SENDING, RETRYING);

  /** Whether the attempt is still to come. */
  public boolean isWaiting() {
    return Transition.CLAIMED.isFrom(this);
  }

  /** Whether the mail is still to be sent. */
  public boolean isUnsent() {
    return UNSENT.contains(this);
  }

  /** Whether an operator may start the mail over. */
  public boolean isRetriable() {
    return Transition.STARTED_OVER.isFrom(this);
  }

  /** Whether an operator may have the mail sent once more. */
  public boolean isResendable() {
    return Transition.SENT_AGAIN.isFrom(this);
  }

  /** Whether the registration may be erased. */
  public boolean isErasable() {
    return Transition.ERASED.isFrom(this);
  }

  /** Whether an operator may cancel the mail. */
  public boolean isCancellable() {
    return Transition.CANCELLED.isFrom(this);
  }
}
