package io.github.registrationmail.database;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Remembers for a moment that MySQL has refused a registration for what only a registration shows,
 * such as a full disk. After that moment, others may try.
 */
final class LastRefusal {

  private record Refused(String reason, long nanos) {}

  private static final long MOMENT = Duration.ofSeconds(5).toNanos();

  private final LongSupplier nanos;
  private final AtomicReference<Optional<Refused>> last = new AtomicReference<>(Optional.empty());

  LastRefusal(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void note(DatabaseUnavailable failure) {
    if (failure.isRefusal()) {
      last.set(Optional.of(new Refused(String.valueOf(failure.getMessage()), nanos.getAsLong())));
    }
  }

  /** A registration was taken. */
  void clear() {
    last.set(Optional.empty());
  }

  /** What it said, unless that is long ago or over. */
  Optional<String> reason() {
    return last.get()
        .filter(refused -> nanos.getAsLong() - refused.nanos < MOMENT)
        .map(Refused::reason);
  }
}
