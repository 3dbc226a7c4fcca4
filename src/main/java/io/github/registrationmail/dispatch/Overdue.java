package io.github.registrationmail.dispatch;

import java.time.Duration;
import java.util.Optional;

/**
 * A row the sweep has locked because nothing moved it in time.
 *
 * @param delay what is left until it is due
 * @param swept how often this attempt was taken over before
 * @param traceparent the trace of the registration, which goes on
 * @param inserted whether an application has inserted it, and nobody has published it yet
 */
record Overdue(
    long userId,
    int attempt,
    MailState state,
    Duration delay,
    int swept,
    Optional<String> traceparent,
    boolean inserted) {

  Dispatch dispatch() {
    return new Dispatch(userId, attempt, delay);
  }
}
