package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals(seconds(3, 6, 12, 24, 48, 96), asShipped.steps());
    assertEquals(seconds(3, 6), policy("PT3S", 1, "PT1H").steps());
  }

  @Test
  void knowsTheLastAttempt() {
    assertEquals(List.of(false, true, true), last(asShipped, 5, 6, 7));
    assertEquals(List.of(false, true), last(policy("PT3S", 1, "PT1H"), 1, 2));
  }

  private static List<Boolean> last(RetryPolicy policy, int... attempts) {
    return IntStream.of(attempts).mapToObj(policy::isLast).toList();
  }

  @Test
  void hasTheCappedStepOnce() {
    assertEquals(seconds(3, 6, 10), policy("PT3S", 50, "PT10S").steps());
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

  private record Timetable(Duration firstDelay, int maxFailures, Duration maxDelay)
      implements RetryConfig {}
}
