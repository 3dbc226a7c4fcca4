package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.retry.Blame.Counted;
import io.github.registrationmail.retry.Blame.ForGood;
import io.github.registrationmail.retry.Blame.Greylisted;
import io.github.registrationmail.retry.Blame.NotCounted;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.Postponed;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  private final RetryPolicy asShipped = policy("PT3S", 5, "PT1H");

  @Test
  void doublesTheDelayFromThreeSecondsOn() {
    assertEquals(seconds(3, 6, 12, 24, 48, 96), delays(asShipped, 6));
  }

  @Test
  void doublesTheDelayUpToTheCap() {
    assertEquals(seconds(3, 6, 10, 10, 10), delays(policy("PT3S", 5, "PT10S"), 5));
  }

  @Test
  void neverGetsPastTheCapHoweverManyAttempts() {
    assertEquals(Duration.ofHours(1), asShipped.before(1_000_000));
    assertEquals(Duration.ofDays(24), policy("PT0.001S", 50, "P24D").before(Integer.MAX_VALUE));
  }

  @Test
  void keepsTheDelayWhenCapAndFirstAreTheSame() {
    assertEquals(seconds(3, 3, 3), delays(policy("PT3S", 5, "PT3S"), 3));
  }

  @Test
  void hasAStepForEachAttemptThatCanBeMade() {
    assertEquals(seconds(3, 6, 12, 24, 48, 96, 360), asShipped.steps());
    assertEquals(seconds(3, 6, 360), policy("PT3S", 1, "PT1H").steps());
  }

  @Test
  void triesAgainWhileTheCounterCounts() {
    assertEquals(again(2, 6), decide(1, new Counted(), true));
    assertEquals(again(6, 96), decide(5, new Counted(), true));
  }

  @Test
  void beginsTheTimetableAnewWithEachSending() {
    FailedAttempt first = new FailedAttempt(1, 8, 7, 1, "450 busy", new Counted());
    assertEquals(again(9, 6), asShipped.decide(first, true));
    FailedAttempt last = new FailedAttempt(1, 13, 7, 1, "450 busy", new Counted());
    assertEquals(new GiveUp(), asShipped.decide(last, true));
  }

  @Test
  void givesUpWhenTheCounterIsUsedUpOrTheAttemptIsTheLastOrTheRefusalForGood() {
    assertEquals(new GiveUp(), decide(1, new Counted(), false));
    assertEquals(new GiveUp(), decide(6, new Counted(), true));
    assertEquals(new GiveUp(), decide(7, new Counted(), true));
    assertEquals(new GiveUp(), decide(1, new ForGood(), true));
    assertEquals(new GiveUp(), policy("PT3S", 1, "PT1H").decide(failed(2, new Counted()), true));
  }

  @Test
  void triesAGreylistedMailNotBeforeTheGreylistDelay() {
    assertEquals(again(2, 360), decide(1, new Greylisted(), true));
    assertEquals(
        Duration.ofHours(1),
        ((Again) policy("PT1H", 5, "PT1H").decide(failed(1, new Greylisted()), true)).delay());
    assertEquals(new GiveUp(), decide(6, new Greylisted(), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 50})
  void postponesTheSameAttemptWhenTheFaultIsElsewhere(int attempt) {
    for (boolean counted : new boolean[] {true, false}) {
      assertEquals(
          new Postponed(Duration.ofSeconds(7)),
          decide(attempt, new NotCounted(Duration.ofSeconds(7)), counted));
    }
  }

  /** A longer one would come too early out of the longest of the waiting queues. */
  @Test
  void postponesByNoMoreThanTheLongestStep() {
    assertEquals(
        new Postponed(Duration.ofMinutes(6)), decide(1, new NotCounted(Duration.ofDays(1)), true));
  }

  @Test
  void countsWhatIsAboutTheMail() {
    assertTrue(asShipped.counts(failed(1, new Counted())));
    assertFalse(asShipped.counts(failed(1, new NotCounted(Duration.ofSeconds(1)))));
  }

  /** With TTL queues a delay that is no step is rounded up, and one above all steps comes early. */
  @Test
  void asksForNoDelayThatTheStepsCannotHold() {
    for (RetryPolicy policy : List.of(asShipped, policy("PT1H", 5, "P1D"))) {
      List<Duration> steps = policy.steps();
      for (int attempt = 1; attempt <= 5; attempt++) {
        for (Blame blame : List.of(new Counted(), new Greylisted())) {
          assertTrue(steps.contains(((Again) policy.decide(failed(attempt, blame), true)).delay()));
        }
      }
      assertEquals(policy.longest(), steps.get(steps.size() - 1));
    }
  }

  private Decision decide(int attempt, Blame blame, boolean counted) {
    return asShipped.decide(failed(attempt, blame), counted);
  }

  private static FailedAttempt failed(int attempt, Blame blame) {
    return new FailedAttempt(1, attempt, 0, 1, "450 busy", blame);
  }

  private static Again again(int attempt, int seconds) {
    return new Again(attempt, Duration.ofSeconds(seconds));
  }

  @Test
  void hasTheCappedStepOnce() {
    assertEquals(seconds(3, 6, 10, 360), policy("PT3S", 50, "PT10S").steps());
  }

  @Test
  void hasStepsForEveryDelayItAsksFor() {
    RetryPolicy policy = policy("PT0.1S", 50, "PT1H");
    assertTrue(policy.steps().containsAll(delays(policy, 51)));
    assertEquals(policy.steps().stream().sorted().toList(), policy.steps());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void countsAttemptsFromOne(int attempt) {
    assertThrows(IllegalArgumentException.class, () -> asShipped.before(attempt));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT576H0.001S"})
  void refusesAGreylistDelayThatCannotBe(String delay) {
    Timetable timetable =
        new Timetable(Duration.ofSeconds(3), 5, Duration.ofHours(1), Duration.parse(delay));
    var refusal = assertThrows(ConfigurationException.class, () -> new RetryPolicy(timetable));
    assertTrue(refusal.getMessage().startsWith("registration.retry.greylist-delay"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "P24D"})
  void takesTheShortestAndTheLongestTimes(String delay) {
    Duration any = Duration.parse(delay);
    RetryPolicy policy = new RetryPolicy(new Timetable(any, 5, Duration.ofDays(24), any));
    assertEquals(any, policy.before(1));
    assertEquals(Duration.ofDays(24).equals(any), policy.longest().equals(any));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT1H, registration.retry.first-delay",
    "PT-3S, PT1H, registration.retry.first-delay",
    "PT0.0005S, PT1H, registration.retry.first-delay",
    "PT3S, PT2.999S, registration.retry.max-delay",
    "PT3S, PT576H0.001S, registration.retry.max-delay"
  })
  void refusesTimesThatCannotBe(String first, String max, String key) {
    var refusal = assertThrows(ConfigurationException.class, () -> policy(first, 5, max));
    assertTrue(refusal.getMessage().startsWith(key), refusal.getMessage());
  }

  private static List<Duration> delays(RetryPolicy policy, int attempts) {
    return IntStream.rangeClosed(1, attempts).mapToObj(policy::before).toList();
  }

  private static List<Duration> seconds(int... seconds) {
    return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }

  private static RetryPolicy policy(String firstDelay, int maxFailures, String maxDelay) {
    return new RetryPolicy(
        new Timetable(Duration.parse(firstDelay), maxFailures, Duration.parse(maxDelay)));
  }

  private record Timetable(
      Duration firstDelay, int maxFailures, Duration maxDelay, Duration greylistDelay)
      implements RetryConfig {

    Timetable(Duration firstDelay, int maxFailures, Duration maxDelay) {
      this(firstDelay, maxFailures, maxDelay, Duration.ofMinutes(6));
    }
  }
}
