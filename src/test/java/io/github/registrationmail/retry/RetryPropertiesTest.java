package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.retry.Blame.Counted;
import io.github.registrationmail.retry.Blame.ForGood;
import io.github.registrationmail.retry.Blame.Greylisted;
import io.github.registrationmail.retry.Blame.NotCounted;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.Postponed;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The timetable, for any settings that it takes. */
class RetryPropertiesTest {

  private static final long LONGEST = Duration.ofDays(24).toMillis();

  /** Milliseconds. */
  record Timetable(long first, int maxFailures, long max, long greylist) implements RetryConfig {

    @Override
    public Duration firstDelay() {
      return Duration.ofMillis(first);
    }

    @Override
    public Duration maxDelay() {
      return Duration.ofMillis(max);
    }

    @Override
    public Duration greylistDelay() {
      return Duration.ofMillis(greylist);
    }
  }

  @Provide
  Arbitrary<Timetable> timetables() {
    Arbitrary<Long> time = Arbitraries.longs().between(1, LONGEST);
    return Combinators.combine(time, Arbitraries.integers().between(1, 50), time, time)
        .as(
            (one, failures, other, greylist) ->
                new Timetable(Math.min(one, other), failures, Math.max(one, other), greylist));
  }

  @Provide
  Arbitrary<Blame> blames() {
    return Arbitraries.oneOf(
        Arbitraries.of(new Counted(), new Greylisted(), new ForGood()),
        Arbitraries.longs()
            .between(0, 2 * LONGEST)
            .map(delay -> new NotCounted(Duration.ofMillis(delay))));
  }

  @Property
  void eachDelayIsTheFirstDoubledUpToTheLongest(
      @ForAll("timetables") Timetable times, @ForAll @IntRange(min = 1, max = 200) int attempt) {
    BigInteger doubled = BigInteger.valueOf(times.first).shiftLeft(attempt - 1);

    assertEquals(
        doubled.min(BigInteger.valueOf(times.max)).longValueExact(),
        new RetryPolicy(times).before(attempt).toMillis());
  }

  @Property
  void theStepsAreTheDelaysThatAreAskedForAndNoOthers(@ForAll("timetables") Timetable times) {
    RetryPolicy policy = new RetryPolicy(times);
    TreeSet<Duration> delays = new TreeSet<>();
    delays.add(times.greylistDelay());
    for (int attempt = 1; attempt <= times.maxFailures + 1; attempt++) {
      delays.add(policy.before(attempt));
    }

    assertEquals(List.copyOf(delays), policy.steps());
    assertEquals(delays.last(), policy.longest());
  }

  @Property
  void aMailIsGivenUpForGoodAtItsLastAttemptOrWhenTheCounterIsUsedUpAndNotElsewhere(
      @ForAll("timetables") Timetable times,
      @ForAll("blames") Blame blame,
      @ForAll @IntRange(min = 1, max = 60) int attempt,
      @ForAll @IntRange(max = 1000) int earlier,
      @ForAll boolean counted) {
    boolean isOver = blame instanceof ForGood || attempt > times.maxFailures || !counted;

    Decision decision = decide(times, blame, attempt, earlier, counted);

    assertEquals(
        !(blame instanceof NotCounted) && isOver, decision instanceof GiveUp, decision::toString);
    assertEquals(blame instanceof NotCounted, decision instanceof Postponed, decision::toString);
  }

  @Property
  void noDelayIsShorterThanAskedForOrLongerThanTheBrokerHolds(
      @ForAll("timetables") Timetable times,
      @ForAll("blames") Blame blame,
      @ForAll @IntRange(min = 1, max = 50) int attempt,
      @ForAll @IntRange(max = 1000) int earlier) {
    RetryPolicy policy = new RetryPolicy(times);
    Decision decision = decide(times, blame, attempt, earlier, true);

    if (decision instanceof Again again) {
      assertEquals(earlier + attempt + 1, again.attempt());
      assertTrue(policy.steps().contains(again.delay()), again::toString);
      assertTrue(again.delay().compareTo(policy.before(attempt + 1)) >= 0, again::toString);
      assertTrue(
          !(blame instanceof Greylisted) || again.delay().compareTo(times.greylistDelay()) >= 0,
          again::toString);
    } else if (decision instanceof Postponed postponed) {
      Duration asked = ((NotCounted) blame).delay();
      Duration longest = policy.longest();
      assertEquals(asked.compareTo(longest) < 0 ? asked : longest, postponed.delay());
    }
  }

  private static Decision decide(
      Timetable times, Blame blame, int attempt, int earlier, boolean counted) {
    return new RetryPolicy(times)
        .decide(new FailedAttempt(1, earlier + attempt, earlier, 1, "450 busy", blame), counted);
  }
}
