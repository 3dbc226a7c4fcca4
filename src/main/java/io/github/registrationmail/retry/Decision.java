package io.github.registrationmail.retry;

import java.time.Duration;

/** What follows a failed attempt. */
public sealed interface Decision {

  /** SENDING becomes RETRYING: another attempt was committed, and its message handed over. */
  record Again(int attempt, Duration delay) implements Decision {}

  /** SENDING becomes RETRYING: the same attempt is made again, and nothing was counted. */
  record Postponed(Duration delay) implements Decision {}

  /** SENDING becomes FAILED: the failures are used up, or the refusal is for good. */
  record GiveUp() implements Decision {}

  /** The claim had run out: somebody else decides about this mail, nothing was counted. */
  record NotOurs() implements Decision {}
}
