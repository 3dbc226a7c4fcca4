package io.github.registrationmail.smtp;

import java.time.Duration;

/**
 * How much the mail server is given: how many connections at once, and since when nothing at all.
 * Doubles with each round of accepted mails until the server first asks for less, then grows by one
 * a round; is halved when the server asks for less, once for all that was begun before; and at one
 * connection pauses, longer each time until a mail is accepted. Has no clock.
 */
final class Pace {

  private static final int FIRST = 4;

  private final int most;
  private final long firstPause;
  private final long longestPause;

  private int connections;
  private boolean hasSlowedDown;
  private int acceptedInRound;
  private int round;
  private long pause;
  private boolean paused;
  private long pausedUntil;

  /**
   * @param most connections at once
   */
  Pace(int most, Duration firstPause, Duration longestPause) {
    this.most = most;
    this.firstPause = firstPause.toNanos();
    this.longestPause = longestPause.toNanos();
    this.connections = Math.min(FIRST, most);
    this.pause = this.firstPause;
  }

  /** Connections that may be open at once. */
  int connections() {
    return connections;
  }

  /** What is begun now belongs to this round; a new one begins when the pace slows down. */
  int round() {
    return round;
  }

  /** Whether nothing is to be begun. */
  boolean isPaused(long now) {
    return paused && now - pausedUntil < 0;
  }

  /** Whether there was a pause, and no mail has been accepted since. */
  boolean isHeld() {
    return paused;
  }

  /** When the latest pause ends or has ended. */
  long pausedUntil() {
    return pausedUntil;
  }

  /** A mail was accepted. */
  void accepted() {
    paused = false;
    pause = firstPause;
    acceptedInRound++;
    if (!hasSlowedDown || acceptedInRound >= connections) {
      acceptedInRound = 0;
      connections = Math.min(most, connections + 1);
    }
  }

  /**
   * The server asks for less.
   *
   * @param begunIn the round in which it was asked; what was begun before the last "less" is no new
   *     one
   * @return whether the pace is another one now
   */
  boolean less(int begunIn, long now) {
    if (begunIn != round) {
      return false;
    }
    if (connections > 1) {
      next(connections / 2);
    } else {
      pauseFor(pause, now);
      pause = Math.min(longestPause, pause * 2);
    }
    return true;
  }

  /** Nothing is begun for a while, then one at a time: pauses grow as at one connection. */
  boolean hold(int begunIn, long now) {
    if (begunIn != round) {
      return false;
    }
    connections = 1;
    return less(begunIn, now);
  }

  /** Nothing is begun for this long, then one. */
  boolean stop(int begunIn, long now, Duration time) {
    if (begunIn != round) {
      return false;
    }
    pauseFor(time.toNanos(), now);
    return true;
  }

  /** One may try before the pause is over. */
  void tryNow(long now) {
    pausedUntil = now;
  }

  private void pauseFor(long time, long now) {
    next(1);
    paused = true;
    pausedUntil = now + time;
  }

  private void next(int fewer) {
    round++;
    hasSlowedDown = true;
    acceptedInRound = 0;
    connections = fewer;
  }
}
