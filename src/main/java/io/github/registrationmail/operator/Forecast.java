package io.github.registrationmail.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When nothing waits any more, if mails come and go as they do now. */
final class Forecast {

  /** Sooner is not worth a word. */
  private static final double SHORTEST_MINUTES = 1;

  /** Later is no forecast. */
  private static final double LONGEST_MINUTES = Duration.ofDays(7).toMinutes();

  private Forecast() {}

  /**
   * Empty if it never ends.
   *
   * @param in registrations a minute
   * @param out mails a minute
   */
  static Optional<Instant> done(Instant now, long waiting, double in, double out) {
    double minutes = out > in ? waiting / (out - in) : Double.POSITIVE_INFINITY;
    return minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES
        ? Optional.empty()
        : Optional.of(now.plusMillis(Math.round(minutes * 60_000)));
  }
}
