package io.github.registrationmail.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The clock of MySQL, which every row is stamped by, wherever this machine's own clock stands. It
 * is set by each new connection, and goes on by the time that has passed since.
 */
@Singleton
final class DatabaseClock {

  /** By how much it may differ from what is reckoned without having been set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /**
   * @param nanos of this process at that time
   * @param doubt by which it may have been earlier or later: MySQL has told it at some moment
   *     between the question and the answer
   */
  private record Reading(Instant time, long nanos, Duration doubt) {

    Instant at(long then) {
      return time.plusNanos(then - nanos);
    }

    /** The latest that it can be. */
    Instant latestAt(long then) {
      return at(then).plus(doubt).plus(TOLERANCE);
    }

    boolean isAfter(Reading before) {
      return time.minus(doubt).isAfter(before.latestAt(nanos));
    }
  }

  /**
   * MySQL's clock was set forward.
   *
   * @param before the last reading of the time that was
   * @param nanos of this process when it was noticed
   */
  private record Jump(Reading before, long nanos) {}

  private record Known(Reading reading, Optional<Jump> jump) {

    Known then(Reading next) {
      return new Known(
          next, next.isAfter(reading) ? Optional.of(new Jump(reading, next.nanos())) : jump);
    }

    /** Within the time after a jump, that from before it. */
    Reading settled(long nanos, Duration after) {
      return jump.filter(jumped -> nanos - jumped.nanos() < after.toNanos())
          .map(Jump::before)
          .orElse(reading);
    }
  }

  private final LongSupplier nanos;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

  @Inject
  DatabaseClock() {
    this(System::nanoTime);
  }

  DatabaseClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * MySQL has told its time.
   *
   * @param took from the question to the answer: the time told is taken for that of its middle
   */
  void set(Instant time, Duration took) {
    Duration half = took.dividedBy(2);
    Reading next = new Reading(time.plus(half), nanos.getAsLong(), half);
    known.updateAndGet(
        before ->
            Optional.of(
                before
                    .map(last -> last.then(next))
                    .orElseGet(() -> new Known(next, Optional.empty()))));
  }

  /** This machine's own time as long as MySQL has told none. */
  Instant now() {
    return known.get().map(last -> last.reading().at(nanos.getAsLong())).orElseGet(Instant::now);
  }

  /**
   * What has run out by then has run out however MySQL's clock was set: when it jumps forward, this
   * goes on as if it had not, until so much time after that was noticed. Empty as long as MySQL has
   * told none.
   */
  Optional<Instant> settled(Duration after) {
    long then = nanos.getAsLong();
    return known.get().map(last -> last.settled(then, after).latestAt(then));
  }
}
