package io.github.registrationmail.retry;

/**
 * An attempt that failed under a claim.
 *
 * @param earlier attempts of earlier sendings, before an operator had the mail sent again
 * @param claim token of the claim under which it was made
 * @param reason the mail server's reply, or why there was none
 */
public record FailedAttempt(
    long userId, int attempt, int earlier, long claim, String reason, Blame blame) {

  /** Which attempt of its sending it is, from 1: the timetable begins anew with each. */
  int attemptOfSending() {
    return attempt - earlier;
  }
}
