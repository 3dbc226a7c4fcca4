package io.github.registrationmail.chaos;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.Progress;
import java.util.HashSet;
import java.util.Set;

/** The SIGKILLs of one run, to one replica in turn, and the mails that were being sent at them. */
final class Kills {

  private static final int IN_FLIGHT_POLLS = 50;
  private static final int IN_FLIGHT_POLL_MILLIS = 100;

  private final Replicas replicas;
  private final Ledger ledger;
  private final Set<InFlight> inFlight = new HashSet<>();
  private int kills;

  Kills(Replicas replicas, Ledger ledger) {
    this.replicas = replicas;
    this.ledger = ledger;
  }

  /**
   * Every second one while mails are being sent, if that comes about; the others at any moment.
   * Returns when the replica can take registrations again.
   */
  void kill() {
    int turn = kills++;
    if (turn % 2 == 0) {
      awaitInFlight();
    }
    replicas.kill(turn);
    Set<InFlight> now = ledger.inFlight();
    now.removeAll(inFlight);
    Progress.say("SIGKILL %d: %d in flight", kills, now.size());
    inFlight.addAll(now);
    replicas.restart(turn);
  }

  private void awaitInFlight() {
    for (int i = 0; i < IN_FLIGHT_POLLS && ledger.inFlight().isEmpty(); i++) {
      Pause.millis(IN_FLIGHT_POLL_MILLIS);
    }
  }

  /** What was in flight at all of them. */
  Set<InFlight> inFlight() {
    return Set.copyOf(inFlight);
  }
}
