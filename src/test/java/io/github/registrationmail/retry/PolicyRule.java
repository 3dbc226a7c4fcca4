package io.github.registrationmail.retry;

import java.time.Duration;

/** What {@link RetryPolicy} decides, for the model of the protocol. */
public final class PolicyRule {

  private record Timetable(
      Duration firstDelay, int maxFailures, Duration maxDelay, Duration greylistDelay)
      implements RetryConfig {}

  private PolicyRule() {}

  /** As shipped, but for the number of failures. */
  public static RetryPolicy policy(int maxFailures) {
    return new RetryPolicy(
        new Timetable(
            Duration.ofSeconds(3), maxFailures, Duration.ofHours(1), Duration.ofMinutes(6)));
  }

  /** Whether a failure with this blame is counted. */
  public static boolean counts(RetryPolicy policy, Blame blame) {
    return policy.counts(failed(1, blame));
  }

  /** What follows the attempt of a sending, counted from 1. */
  public static Decision after(RetryPolicy policy, int attempt, Blame blame, boolean counted) {
    return policy.decide(failed(attempt, blame), counted);
  }

  private static FailedAttempt failed(int attempt, Blame blame) {
    return new FailedAttempt(1, attempt, 0, 1, "", blame);
  }
}
