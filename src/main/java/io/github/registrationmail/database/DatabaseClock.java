package io.github.registrationmail.database;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of MySQL, which every row is stamped by, wherever this machine's own clock stands. It
 * is set by each new connection, and goes on by the time that has passed since.
 */
@Singleton
final class DatabaseClock {

  /**
   * @param nanos of this process at that time
   */
  private record Reading(Instant time, long nanos) {

    Instant now() {
      return time.plusNanos(System.nanoTime() - nanos);
    }
  }

  private final AtomicReference<Optional<Reading>> reading =
      new AtomicReference<>(Optional.empty());

  /**
   * MySQL has told its time.
   *
   * @param took from the question to the answer: the time told is taken for that of its middle
   */
  void set(Instant time, Duration took) {
    reading.set(Optional.of(new Reading(time.plus(took.dividedBy(2)), System.nanoTime())));
  }

  /** This machine's own time as long as MySQL has told none. */
  Instant now() {
    return reading.get().map(Reading::now).orElseGet(Instant::now);
  }
}
