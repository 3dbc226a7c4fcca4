package io.github.registrationmail.retry;

/**
 * An attempt that failed under a claim.
 *
 * @param claim token of the claim under which it was made
 * @param reason the mail server's reply, or why there was none
 * @param isFinal whether no further attempt makes sense
 */
public record FailedAttempt(long userId, int attempt, long claim, String reason, boolean isFinal) {

  /** The same, with no further attempt. */
  FailedAttempt asFinal() {
    return new FailedAttempt(userId, attempt, claim, reason, true);
  }
}
