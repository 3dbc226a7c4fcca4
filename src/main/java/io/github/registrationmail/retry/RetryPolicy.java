package io.github.registrationmail.retry;

import io.github.registrationmail.broker.DelaySteps;
import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.retry.Blame.ForGood;
import io.github.registrationmail.retry.Blame.Greylisted;
import io.github.registrationmail.retry.Blame.NotCounted;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides what follows a failed attempt, and when. The delay before each attempt, counted from 1,
 * is the first delay, doubled each time, up to the cap. Pure: no clock, no I/O.
 */
@Singleton
public class RetryPolicy implements Backoff, DelaySteps {

  private static final Duration LONGEST = Duration.ofDays(24);

  private final Duration firstDelay;
  private final Duration maxDelay;
  private final Duration greylistDelay;
  private final int attempts;

  RetryPolicy(RetryConfig config) {
    this.firstDelay = config.firstDelay();
    this.maxDelay = config.maxDelay();
    this.greylistDelay = config.greylistDelay();
    this.attempts = config.maxFailures() + 1;
    require(firstDelay.toMillis() >= 1, "registration.retry.first-delay must be 1 ms or longer");
    require(
        maxDelay.compareTo(firstDelay) >= 0,
        "registration.retry.max-delay must not be shorter than registration.retry.first-delay");
    require(
        maxDelay.compareTo(LONGEST) <= 0,
        "registration.retry.max-delay must be 24 days or shorter");
    require(
        greylistDelay.toMillis() >= 1 && greylistDelay.compareTo(LONGEST) <= 0,
        "registration.retry.greylist-delay must be 1 ms to 24 days");
  }

  @Override
  public Duration before(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    Duration delay = firstDelay;
    for (int i = 1; i < attempt && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.plus(delay);
    }
    return shorter(delay, maxDelay);
  }

  @Override
  public Duration longest() {
    return longer(before(attempts), greylistDelay);
  }

  /** Whether the failure is one that {@code user_notify} counts. */
  boolean counts(FailedAttempt failed) {
    return !(failed.blame() instanceof NotCounted);
  }

  /**
   * What follows a failure. A mail is given up for good, with its last attempt whatever the counter
   * says, or when the counter is used up; nowhere else.
   *
   * @param counted whether counting it has changed the counter: one that is used up does not change
   */
  Decision decide(FailedAttempt failed, boolean counted) {
    if (!counts(failed)) {
      return new Decision.Postponed(shorter(asked(failed.blame()), longest()));
    }
    boolean isOver =
        failed.blame() instanceof ForGood || failed.attemptOfSending() >= attempts || !counted;
    Duration delay = before(failed.attemptOfSending() + 1);
    return isOver
        ? new Decision.GiveUp()
        : new Decision.Again(
            failed.attempt() + 1, longer(delay, shorter(asked(failed.blame()), longest())));
  }

  /** The delay that the blame asks for at least. */
  private Duration asked(Blame blame) {
    if (blame instanceof NotCounted elsewhere) {
      return elsewhere.delay();
    }
    return blame instanceof Greylisted ? greylistDelay : Duration.ZERO;
  }

  /** Each delay that the broker is asked for, or a longer one, ascending. */
  @Override
  public List<Duration> steps() {
    return Stream.concat(
            IntStream.rangeClosed(1, attempts).mapToObj(this::before), Stream.of(greylistDelay))
        .distinct()
        .sorted()
        .toList();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ConfigurationException(sentence);
    }
  }
}
