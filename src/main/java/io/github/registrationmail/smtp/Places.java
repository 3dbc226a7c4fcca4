package io.github.registrationmail.smtp;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the connections that the pace allows are in use. One that waits for the server longer
 * than its patience gives its place away, and goes on waiting. Not for several threads at once.
 */
final class Places {

  /** So that while mails are being sent the next ones are at hand. */
  private static final int IN_HAND_PER_CONNECTION = 2;

  private final Pace pace;
  private final long patienceNanos;
  private final int mostGivenAway;
  private final Set<Place> taken = new HashSet<>();
  private int opening;
  private int givenAway;

  /**
   * @param most connections at once
   */
  Places(Pace pace, long patienceNanos, int most) {
    this.pace = pace;
    this.patienceNanos = patienceNanos;
    this.mostGivenAway = IN_HAND_PER_CONNECTION * most;
  }

  /** Further connections that may be used now; negative when the pace has slowed down. */
  int free() {
    return pace.connections() - (taken.size() - givenAway);
  }

  /** Connections that are being opened. */
  int opening() {
    return opening;
  }

  /** Mails that are being sent. */
  int mails() {
    return taken.size() - opening;
  }

  /** Mails that are worth having in hand: twice the pace, beside those that wait for long. */
  int capacity() {
    return IN_HAND_PER_CONNECTION * pace.connections() + givenAway;
  }

  /** For a connection that is opened. */
  Place take(long now) {
    opening++;
    return take(Optional.empty(), now);
  }

  /** For a mail on a connection that is open. */
  Place take(Job job, long now) {
    return take(Optional.of(job), now);
  }

  void leave(Place place) {
    taken.remove(place);
    opening -= place.job().isEmpty() ? 1 : 0;
    givenAway -= place.isGivenAway() ? 1 : 0;
  }

  /** Those that give their place away now; a bounded number do. */
  Set<Place> giveAway(long now) {
    Set<Place> late = new HashSet<>();
    for (Place place : taken) {
      boolean isLate = !place.isGivenAway() && now - place.since() >= patienceNanos;
      if (isLate && givenAway < mostGivenAway) {
        place.giveAway();
        givenAway++;
        late.add(place);
      }
    }
    return late;
  }

  private Place take(Optional<Job> job, long now) {
    Place place = new Place(job, pace.round(), now);
    taken.add(place);
    return place;
  }
}
