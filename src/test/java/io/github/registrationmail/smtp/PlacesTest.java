package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four connections at once, of which each may wait a second. */
class PlacesTest {

  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
  private static final Job JOB =
      new Job(new Mail("", "ada@example.org", new byte[0]), () -> true, outcome -> {});

  private final Pace pace = new Pace(4, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Places places = new Places(pace, PATIENCE, 4);

  @Test
  void areAsManyAsThePaceAllows() {
    Place opening = places.take(0);
    Place sending = places.take(JOB, 0);
    assertEquals(2, places.free());
    assertEquals(1, places.opening());
    assertEquals(1, places.mails());
    places.leave(opening);
    assertEquals(0, places.opening());
    assertEquals(1, places.mails());
    assertEquals(3, places.free());
    places.leave(sending);
    assertEquals(4, places.free());
    assertEquals(0, places.opening());
    assertEquals(0, places.mails());
  }

  @Test
  void areTooFewWhenThePaceHasSlowedDown() {
    for (int i = 0; i < 4; i++) {
      var unused = places.take(JOB, 0);
    }
    var unused = pace.less(0, 0);
    assertEquals(-2, places.free());
    assertEquals(4, places.capacity());
  }

  @Test
  void areGivenAwayByWhoWaitsForLong() {
    Place late = places.take(JOB, 0);
    var unused = places.take(JOB, 1);
    assertEquals(Set.of(), places.giveAway(PATIENCE - 1));
    assertEquals(Set.of(late), places.giveAway(PATIENCE));
    assertEquals(Set.of(), places.giveAway(PATIENCE));
    assertEquals(3, places.free());
    assertEquals(2, places.mails());
    assertEquals(9, places.capacity());
    places.leave(late);
    assertEquals(3, places.free());
    assertEquals(8, places.capacity());
  }

  /** Twice as many as there are connections: a server that answers nobody is not given more. */
  @Test
  void areGivenAwayByABoundedNumber() {
    for (int i = 0; i < 20; i++) {
      var unused = places.take(JOB, 0);
    }
    assertEquals(8, places.giveAway(PATIENCE).size());
    assertEquals(0, places.giveAway(2 * PATIENCE).size());
    assertEquals(4 - 12, places.free());
  }

  @Test
  void belongToTheRoundInWhichTheyWereTaken() {
    assertEquals(0, places.take(7).round());
    var unused = pace.less(0, 0);
    Place place = places.take(JOB, 8);
    assertEquals(1, place.round());
    assertEquals(8, place.since());
  }
}
