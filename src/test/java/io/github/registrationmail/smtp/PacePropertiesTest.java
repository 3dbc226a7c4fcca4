package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a mail server does, in any order. */
class PacePropertiesTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofMinutes(5);

  private enum Event {
    ACCEPTED,
    LESS,
    HOLD,
    STOP,
    TRY_NOW,
    /** What was begun before the server last asked for less. */
    OLD_LESS,
    PAUSE_IS_OVER
  }

  @Property
  void thereIsAlwaysOneConnectionAndNeverMoreThanTheMost(
      @ForAll @IntRange(min = 1, max = 64) int most, @ForAll @Size(max = 200) List<Event> events) {
    Pace pace = new Pace(most, FIRST, LONGEST);
    long now = 0;
    for (Event event : events) {
      int before = pace.connections();
      now = happens(pace, event, now);
      int after = pace.connections();

      assertTrue(after >= 1 && after <= most, () -> after + " connections");
      assertTrue(after <= before + 1, () -> before + " to " + after);
      assertTrue(event == Event.ACCEPTED || after <= before, () -> event + " gives more");
    }
  }

  @Property
  void noPauseIsLongerThanTheLongestAndEachEndsByItself(
      @ForAll @IntRange(min = 1, max = 8) int most, @ForAll @Size(max = 200) List<Event> events) {
    Pace pace = new Pace(most, FIRST, LONGEST);
    long now = 0;
    for (Event event : events) {
      now = happens(pace, event, now);

      long longest = Math.max(LONGEST.toNanos(), STOP.toNanos());
      assertFalse(pace.isPaused(now + longest));
      assertFalse(event == Event.ACCEPTED && pace.isHeld());
      assertFalse(event == Event.TRY_NOW && pace.isPaused(now));
      assertFalse(pace.isPaused(now) && pace.connections() != 1);
    }
  }

  @Property
  void whatWasBegunBeforeTheServerAskedForLessChangesNothing(
      @ForAll @IntRange(min = 1, max = 64) int most, @ForAll @Size(max = 100) List<Event> events) {
    Pace pace = new Pace(most, FIRST, LONGEST);
    long now = happen(pace, events);
    int connections = pace.connections();
    int round = pace.round();
    long until = pace.pausedUntil();

    assertFalse(pace.less(round - 1, now));
    assertFalse(pace.hold(round - 1, now));
    assertFalse(pace.stop(round - 1, now, STOP));

    assertEquals(connections, pace.connections());
    assertEquals(round, pace.round());
    assertEquals(until, pace.pausedUntil());
  }

  @Property
  void aServerThatTakesEverythingGetsTheMostAgain(
      @ForAll @IntRange(min = 1, max = 64) int most, @ForAll @Size(max = 100) List<Event> events) {
    Pace pace = new Pace(most, FIRST, LONGEST);
    long now = happen(pace, events);
    for (int mails = 0; mails < most * most; mails++) {
      pace.accepted();
    }

    assertEquals(most, pace.connections());
    assertFalse(pace.isPaused(now));
  }

  /** One after the other; the time afterwards. */
  private static long happen(Pace pace, List<Event> events) {
    long now = 0;
    for (Event event : events) {
      now = happens(pace, event, now);
    }
    return now;
  }

  /** The time afterwards. */
  private static long happens(Pace pace, Event event, long now) {
    switch (event) {
      case ACCEPTED -> pace.accepted();
      case LESS -> {
        var unused = pace.less(pace.round(), now);
      }
      case OLD_LESS -> {
        var unused = pace.less(pace.round() - 1, now);
      }
      case HOLD -> {
        var unused = pace.hold(pace.round(), now);
      }
      case STOP -> {
        var unused = pace.stop(pace.round(), now, STOP);
      }
      case TRY_NOW -> pace.tryNow(now);
      case PAUSE_IS_OVER -> {
        return Math.max(now, pace.pausedUntil());
      }
    }
    return now + Duration.ofMillis(10).toNanos();
  }
}
