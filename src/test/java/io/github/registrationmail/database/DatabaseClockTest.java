package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseClockTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration SOON = Duration.ofMillis(2);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WHILE = Duration.ofSeconds(15);
  private static final Duration HOURS = Duration.ofHours(2);

  private long nanos = 42;
  private final DatabaseClock clock = new DatabaseClock(() -> nanos);

  @Test
  void goesOnFromWhatMySqlHasTold() {
    clock.set(NOON, SOON);
    pass(Duration.ofSeconds(7));
    assertEquals(NOON.plusSeconds(7).plusMillis(1), clock.now());
    assertSettled(NOON.plusSeconds(7).plus(SOON));
  }

  @Test
  void knowsNothingBefore() {
    assertEquals(Optional.empty(), clock.settled(WHILE));
  }

  @Test
  void doesNotJumpBeforeItHasHeardOfIt() {
    clock.set(NOON, Duration.ZERO);
    pass(WHILE.multipliedBy(2));
    assertSettled(NOON.plus(WHILE.multipliedBy(2)));
  }

  @Test
  void isAsBeforeForAWhileAfterAJumpForward() {
    clock.set(NOON, Duration.ZERO);
    pass(SECOND);
    clock.set(NOON.plus(HOURS), Duration.ZERO);
    assertEquals(NOON.plus(HOURS), clock.now());
    assertSettled(NOON.plus(SECOND));
    pass(SECOND);
    clock.set(NOON.plus(HOURS).plus(SECOND), Duration.ZERO);
    assertSettled(NOON.plus(SECOND.multipliedBy(2)));
    pass(WHILE.minus(SECOND).minusNanos(1));
    assertSettled(NOON.plus(SECOND).plus(WHILE).minusNanos(1));
    pass(Duration.ofNanos(1));
    assertSettled(NOON.plus(HOURS).plus(WHILE));
  }

  @Test
  void followsAJumpBackAtOnce() {
    clock.set(NOON, Duration.ZERO);
    pass(SECOND);
    clock.set(NOON.minus(HOURS), Duration.ZERO);
    assertSettled(NOON.minus(HOURS));
  }

  @Test
  void isNotMovedByAnAnswerThatIsLate() {
    clock.set(NOON, Duration.ZERO);
    Duration late = Duration.ofSeconds(4);
    pass(late);
    clock.set(NOON.plus(late).plus(SECOND), late);
    assertEquals(NOON.plus(late).plus(SECOND).plus(late.dividedBy(2)), clock.now());
    assertSettled(NOON.plus(late).plus(SECOND).plus(late));
  }

  /** MySQL had told it at once, or in the last moment: what comes then is no jump. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void isNotMovedByAnAnswerThatWasLateBefore(int toldAfter) {
    Duration late = Duration.ofSeconds(4);
    pass(late);
    clock.set(NOON.plusSeconds(toldAfter), late);
    Instant latest = NOON.plusSeconds(toldAfter).plus(late);
    pass(SECOND);
    clock.set(latest.plus(SECOND), Duration.ZERO);
    assertSettled(latest.plus(SECOND));
  }

  @Test
  void jumpsWhenNoDoubtIsLeft() {
    Duration late = Duration.ofSeconds(4);
    clock.set(NOON, late);
    clock.set(NOON.plus(late).plus(SECOND).plusMillis(1), Duration.ZERO);
    assertSettled(NOON.plus(late));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** Give or take the second that an answer may be late. */
  private void assertSettled(Instant expected) {
    assertEquals(Optional.of(expected.plus(SECOND)), clock.settled(WHILE));
  }
}
