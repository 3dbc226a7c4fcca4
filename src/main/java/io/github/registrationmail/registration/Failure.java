package io.github.registrationmail.registration;

import io.github.registrationmail.text.Addresses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * One failed attempt.
 *
 * @param id names its place: failures are numbered in the order in which they happened
 * @param attempt counted from 1
 * @param reason the mail server's reply, or why there was none
 * @param counted whether it was the mail's fault; if not, the same attempt is made again
 * @param nextDelayMillis delay chosen for the next attempt; absent when given up
 */
@RegisterForReflection
public record Failure(
    long id,
    int attempt,
    Instant failedAt,
    String reason,
    boolean counted,
    Optional<Long> nextDelayMillis) {

  Failure masked() {
    String words = Addresses.hidden(reason);
    return new Failure(id, attempt, failedAt, words, counted, nextDelayMillis);
  }
}
