package io.github.registrationmail.bench;

import java.time.Duration;
import java.util.stream.LongStream;

/** Every single sample, so that percentiles are exact (nearest rank). */
final class Latencies {

  private final long[] sortedNanos;

  private Latencies(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  static Latencies ofNanos(LongStream samples) {
    return new Latencies(samples.sorted().toArray());
  }

  int count() {
    return sortedNanos.length;
  }

  /** The smallest that at least this percentage is not above; 0 of none. */
  Duration percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    return sortedNanos.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sortedNanos[Math.max(0, rank - 1)]);
  }
}
