package io.github.registrationmail.invariant;

import io.github.registrationmail.invariant.Invariant.Subject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * In how many rows an invariant is violated, as a gauge: NaN before the first look. The log says it
 * when it begins, and not again while it lasts.
 */
final class Violations {

  private static final Logger LOG = Logger.getLogger(Violations.class);
  private static final int NAMED = 3;

  private final Invariant invariant;
  private volatile double count = Double.NaN;

  Violations(Invariant invariant) {
    this.invariant = invariant;
  }

  void register(MeterRegistry meters) {
    Gauge.builder("registration.invariant.violations", this, violations -> violations.count)
        .description("Rows of which does not hold what must hold, of those that were looked at")
        .tag("invariant", invariant.label())
        .register(meters);
  }

  boolean isOf(Subject subject) {
    return invariant.isOf(subject);
  }

  String statement() {
    return invariant.statement();
  }

  /** What the last look has found. */
  void found(List<Violation> found) {
    if (!found.isEmpty() && !(count > 0)) {
      LOG.warnf(
          "invariant %s is violated in %d rows, of users %s: %s",
          invariant.label(), found.size(), users(found), invariant.words());
    }
    count = found.size();
  }

  /** A few of them, to begin with. */
  private static String users(List<Violation> found) {
    List<Long> users = found.stream().map(Violation::userId).distinct().toList();
    String named =
        users.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return users.size() > NAMED ? named + ", ..." : named;
  }
}
