package io.github.registrationmail.smtp;

import java.util.Optional;

/** One of the connections that the pace allows, while it is being opened or sends a mail. */
final class Place {

  private final Optional<Job> job;
  private final int round;
  private final long since;
  private boolean isGivenAway;

  /**
   * @param job the mail, if there is one already
   * @param round the pace's
   * @param since by {@link System#nanoTime}
   */
  Place(Optional<Job> job, int round, long since) {
    this.job = job;
    this.round = round;
    this.since = since;
  }

  Optional<Job> job() {
    return job;
  }

  int round() {
    return round;
  }

  long since() {
    return since;
  }

  /** Whether another connection may be used instead, because this one waits for so long. */
  boolean isGivenAway() {
    return isGivenAway;
  }

  void giveAway() {
    isGivenAway = true;
  }
}
