package io.github.registrationmail.chaos;

import java.time.Duration;

/**
 * How long the odd days last and what happens in them; each is a system property {@code
 * chaos.odd.*}.
 *
 * @param time how long registrations come; zero: there are no odd days
 * @param rows of the past that are in the table before the first of them
 * @param rate registrations a second
 * @param steps how often the database's clock is set by two hours, half of it back
 * @param kills SIGKILLs of the service
 */
record OddSettings(Duration time, int rows, int rate, int steps, int kills) {

  static OddSettings fromSystemProperties() {
    return new OddSettings(
        Duration.ofMinutes(Integer.getInteger("chaos.odd.minutes", 0)),
        Integer.getInteger("chaos.odd.rows", 20_000),
        Integer.getInteger("chaos.odd.rate", 15),
        Integer.getInteger("chaos.odd.steps", 4),
        Integer.getInteger("chaos.odd.kills", 1));
  }

  boolean areWanted() {
    return !time.isZero();
  }

  int registrations() {
    return Math.toIntExact(time.toSeconds() * rate);
  }
}
