package io.github.registrationmail.bench;

/**
 * How long a view took to be answered, while mails went out at full load.
 *
 * @param looks how often it was asked for
 */
record ViewFigures(String view, int looks, double p50Millis, double p99Millis, double maxMillis) {

  static ViewFigures of(String view, Latencies latencies) {
    return new ViewFigures(
        view,
        latencies.count(),
        latencies.percentile(50).toNanos() / 1e6,
        latencies.percentile(99).toNanos() / 1e6,
        latencies.percentile(100).toNanos() / 1e6);
  }
}
