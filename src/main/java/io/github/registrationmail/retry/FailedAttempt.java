package io.github.registrationmail.retry;

/**
 * An attempt that failed under a claim.
 *
 * @param claim token of the claim under which it was made
 * @param reason the mail server's reply, or why there was none
 */
public record FailedAttempt(long userId, int attempt, long claim, String reason, Blame blame) {}
