package io.github.registrationmail.registration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A wish of an operator to send the mail again.
 *
 * @param attempt with which it began; attempts are counted on
 * @param sentBefore when the mail server had accepted the mail before; absent if it had not
 * @param replyBefore what the mail server had said then
 */
@RegisterForReflection
public record Resend(
    int attempt, Instant resentAt, Optional<Instant> sentBefore, Optional<String> replyBefore) {

  Resend masked() {
    return new Resend(attempt, resentAt, sentBefore, Masked.words(replyBefore));
  }
}
