package io.github.registrationmail.mail;

import io.github.registrationmail.dispatch.MailState;

/** What came of the wish to send one attempt. */
sealed interface Claim {

  /** The mail is ours to send, as long as the lease says so. */
  record Claimed(ClaimedMail mail, Lease lease) implements Claim {}

  /** The attempt is over, under way elsewhere, or was cancelled: nothing to send. */
  record Stale(MailState state) implements Claim {}

  /** There is no such registration. */
  record Unknown() implements Claim {}
}
