package io.github.registrationmail.dispatch;

/** Where the mail of a registration is. */
public enum MailState {
  /** Registered, not yet confirmed by the broker. */
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

  /** Whether the attempt is still to come. */
  public boolean isWaiting() {
    return this == PENDING || this == QUEUED || this == RETRYING;
  }
}
