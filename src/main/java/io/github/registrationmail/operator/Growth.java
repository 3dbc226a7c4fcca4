package io.github.registrationmail.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How many registrations come a minute, told from how their number has grown in the last five
 * minutes: nothing is asked for it. Those that were erased meanwhile are missing.
 */
final class Growth {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Empty until it was asked for half a minute, and after nobody has asked for five. */
  synchronized Optional<Double> perMinute(Instant now, long total) {
    while (!samples.isEmpty() && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
      samples.removeFirst();
    }
    if (samples.isEmpty() || !samples.getLast().at().plus(STEP).isAfter(now)) {
      samples.addLast(new Sample(now, total));
    }
    Sample first = samples.getFirst();
    Duration watched = Duration.between(first.at(), now);
    return watched.compareTo(ENOUGH) < 0
        ? Optional.empty()
        : Optional.of(Math.max(0, total - first.total()) * 60_000.0 / watched.toMillis());
  }

  private record Sample(Instant at, long total) {}
}
