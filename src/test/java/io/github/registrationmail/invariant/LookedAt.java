package io.github.registrationmail.invariant;

import io.github.registrationmail.database.Reads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A watch of a test's own, which looks when it is told to. */
final class LookedAt {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InvariantWatch watch;

  LookedAt(Reads reads, SweepStandstill standstill, Scheduler scheduler, Duration every) {
    this.watch = new InvariantWatch(() -> every, reads, standstill, scheduler, meters);
  }

  /** The gauges after a look, but for those that are 0. */
  Map<String, Double> look() {
    watch.look().await().atMost(LIMIT);
    Map<String, Double> violated = gauges();
    violated.values().removeIf(count -> count == 0);
    return violated;
  }

  /** All of them, by invariant. */
  Map<String, Double> gauges() {
    Map<String, Double> values = new TreeMap<>();
    for (Gauge gauge : meters.find("registration.invariant.violations").gauges()) {
      values.put(String.valueOf(gauge.getId().getTag("invariant")), gauge.value());
    }
    return values;
  }
}
