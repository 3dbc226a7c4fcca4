package io.github.registrationmail.retry;

import io.github.registrationmail.broker.DelaySteps;
import io.github.registrationmail.dispatch.Backoff;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The delay before each attempt, counted from 1: the first delay, doubled each time, up to the cap.
 * Pure: no clock, no I/O.
 */
@Singleton
public class RetryPolicy implements Backoff, DelaySteps {

  private static final Duration LONGEST = Duration.ofDays(24);

  private final Duration firstDelay;
  private final Duration maxDelay;
  private final int attempts;

  RetryPolicy(RetryConfig config) {
    this.firstDelay = config.firstDelay();
    this.maxDelay = config.maxDelay();
    this.attempts = config.maxFailures() + 1;
    require(firstDelay.toMillis() >= 1, "registration.retry.first-delay must be 1 ms or longer");
    require(
        maxDelay.compareTo(firstDelay) >= 0,
        "registration.retry.max-delay must not be shorter than registration.retry.first-delay");
    require(
        maxDelay.compareTo(LONGEST) <= 0,
        "registration.retry.max-delay must be 24 days or shorter");
  }

  @Override
  public Duration before(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    Duration delay = firstDelay;
    for (int i = 1; i < attempt && delay.compareTo(maxDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
  }

  /** Whether no attempt follows this one, whatever the counter says. */
  boolean isLast(int attempt) {
    return attempt >= attempts;
  }

  /**
   * What follows a failure.
   *
   * @param mayFollow whether counting it has left a further mail
   */
  Decision decide(FailedAttempt failed, boolean mayFollow) {
    int next = failed.attempt() + 1;
    return mayFollow ? new Decision.Again(next, before(next)) : new Decision.GiveUp();
  }

  @Override
  public List<Duration> steps() {
    return IntStream.rangeClosed(1, attempts).mapToObj(this::before).distinct().toList();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ConfigurationException(sentence);
    }
  }
}
