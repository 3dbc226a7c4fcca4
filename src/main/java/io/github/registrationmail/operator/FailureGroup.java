package io.github.registrationmail.operator;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The mails whose last attempt failed for the same reason.
 *
 * @param reason in the words that such failures have in common, without addresses, numbers and ids
 * @param firstAt when the one failed that has failed for the longest time
 * @param sample id of the newest registration
 * @param domain of the most addresses, which are {@code ofDomain}
 * @param note absent if no operator has written one
 */
@RegisterForReflection
public record FailureGroup(
    @Schema(description = "The value of `reason` that means these mails.") String reason,
    long mails,
    Instant firstAt,
    Instant lastAt,
    long sample,
    String domain,
    long ofDomain,
    @Schema(description = "What an operator has noted about them; null if nobody has.")
        Optional<ReasonNote> note) {

  FailureGroup with(Optional<ReasonNote> written) {
    return new FailureGroup(reason, mails, firstAt, lastAt, sample, domain, ofDomain, written);
  }

  /** What is left of it for those whom people are hidden from. */
  public FailureGroup masked() {
    return with(note.map(ReasonNote::masked));
  }
}
