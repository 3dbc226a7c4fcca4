package io.github.registrationmail.retry;

import java.time.Duration;

/** What follows a failed attempt. */
public sealed interface Decision {

  /** Another attempt was committed, and its message handed to the broker. */
  record Again(int attempt, Duration delay) implements Decision {}

  /** The failures are used up, or the refusal is for good: the mail is FAILED. */
  record GiveUp() implements Decision {}

  /** The claim had run out: somebody else decides about this mail, nothing was counted. */
  record NotOurs() implements Decision {}
}
