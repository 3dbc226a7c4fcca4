package io.github.registrationmail.operator;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What happened in one minute.
 *
 * @param at its beginning
 * @param sent mails that the mail server accepted
 * @param retried attempts that failed and are followed by another
 * @param failed mails that were given up
 */
@RegisterForReflection
public record Minute(Instant at, long sent, long retried, long failed) {

  static Minute none(Instant at) {
    return new Minute(at, 0, 0, 0);
  }

  public Minute plus(Minute other) {
    return new Minute(at, sent + other.sent, retried + other.retried, failed + other.failed);
  }
}
