package io.github.registrationmail.mail;

import io.github.registrationmail.dispatch.MailState;

/** What came of the wish to send one attempt. */
sealed interface Claim {

  /**
   * The mail is ours to send.
   *
   * @param startBefore {@link System#nanoTime} from which on it is not to be begun any more,
   *     because the lease could run out under way
   */
  record Claimed(ClaimedMail mail, long startBefore) implements Claim {

    boolean mayStart() {
      return System.nanoTime() - startBefore < 0;
    }
  }

  /** The attempt is over, under way elsewhere, or was cancelled: nothing to send. */
  record Stale(MailState state) implements Claim {}

  /** There is no such registration. */
  record Unknown() implements Claim {}
}
