package io.github.registrationmail.dispatch;

import java.time.Duration;

/** How long the broker holds the message of an attempt. */
public interface Backoff {

  /** The delay before the given attempt, counted from 1. */
  Duration before(int attempt);

  /** The longest that the message of any attempt is held. */
  Duration longest();
}
