package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = pace(32);

  private static Pace pace(int most) {
    return new Pace(most, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  @Test
  void beginsWithFourOrWithTheMost() {
    assertEquals(4, pace.connections());
    assertEquals(2, pace(2).connections());
  }

  @Test
  void doublesWithEachRoundUntilTheServerFirstAsksForLess() {
    accept(4);
    assertEquals(8, pace.connections());
    accept(8);
    assertEquals(16, pace.connections());
    accept(100);
    assertEquals(32, pace.connections());
  }

  @Test
  void growsByOneARoundAfterThat() {
    accept(28);
    less();
    assertEquals(16, pace.connections());
    accept(15);
    assertEquals(16, pace.connections());
    accept(1);
    assertEquals(17, pace.connections());
    accept(16);
    assertEquals(17, pace.connections());
    accept(1);
    assertEquals(18, pace.connections());
  }

  /** Thirty connections that are refused at once are one request for less. */
  @Test
  void isHalvedOnceForAllThatWasBegunBefore() {
    accept(28);
    int round = pace.round();
    assertTrue(pace.less(round, 0));
    assertFalse(pace.less(round, 0));
    assertFalse(pace.hold(round, 0));
    assertFalse(pace.stop(round, 0, Duration.ofMinutes(5)));
    assertEquals(16, pace.connections());
    assertFalse(pace.isPaused(0));
  }

  @Test
  void pausesAtOneConnectionLongerEachTimeUpToTheLongest() {
    less();
    less();
    assertEquals(1, pace.connections());
    assertFalse(pace.isHeld());
    long[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};
    long now = 0;
    for (long expected : seconds) {
      assertTrue(pace.less(pace.round(), now));
      assertTrue(pace.isPaused(now + expected * SECOND - 1));
      assertFalse(pace.isPaused(now + expected * SECOND));
      assertEquals(1, pace.connections());
      now += expected * SECOND;
    }
    assertTrue(pace.isHeld());
  }

  @Test
  void anAcceptedMailEndsThePauseAndTheNextOneBeginsShort() {
    for (int i = 0; i < 6; i++) {
      less();
    }
    pace.accepted();
    assertFalse(pace.isPaused(0));
    assertFalse(pace.isHeld());
    assertEquals(2, pace.connections());
    less();
    less();
    assertTrue(pace.isPaused(SECOND - 1));
    assertFalse(pace.isPaused(SECOND));
  }

  @Test
  void stopsAtOnceForAPerson() {
    accept(10);
    assertTrue(pace.stop(pace.round(), 0, Duration.ofMinutes(5)));
    assertTrue(pace.isPaused(300 * SECOND - 1));
    assertFalse(pace.isPaused(300 * SECOND));
    assertEquals(300 * SECOND, pace.pausedUntil());
    assertEquals(1, pace.connections());
  }

  @Test
  void holdsWhenEveryRecipientIsRefused() {
    accept(10);
    assertTrue(pace.hold(pace.round(), 0));
    assertEquals(1, pace.connections());
    assertTrue(pace.isPaused(SECOND - 1));
    assertTrue(pace.hold(pace.round(), SECOND));
    assertTrue(pace.isPaused(3 * SECOND - 1));
    assertFalse(pace.isPaused(3 * SECOND));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void staysBetweenOneAndTheMostWhateverHappens(long seed) {
    Random random = new Random(seed);
    int most = 1 + random.nextInt(100);
    Pace any = pace(most);
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextLong(SECOND);
      int round = any.round() - random.nextInt(2);
      switch (random.nextInt(6)) {
        case 0 -> any.less(round, now);
        case 1 -> any.hold(round, now);
        case 2 -> any.stop(round, now, Duration.ofMinutes(5));
        default -> any.accepted();
      }
      assertTrue(any.connections() >= 1 && any.connections() <= most, "seed " + seed);
      assertFalse(any.isPaused(now + 301 * SECOND), "seed " + seed);
    }
  }

  private void accept(int mails) {
    for (int i = 0; i < mails; i++) {
      pace.accepted();
    }
  }

  private void less() {
    pace.less(pace.round(), 0);
  }
}
