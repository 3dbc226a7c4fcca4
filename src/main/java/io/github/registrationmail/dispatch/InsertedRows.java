package io.github.registrationmail.dispatch;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Looks for rows that an application has inserted, and has the sweep publish them at once. A look
 * that finds none is one statement on an index; while the sweep could not begin there is none.
 */
@Singleton
class InsertedRows {

  private final OutboxRepository outbox;
  private final Sweep sweep;

  InsertedRows(OutboxRepository outbox, Sweep sweep) {
    this.outbox = outbox;
    this.sweep = sweep;
  }

  @Scheduled(
      every = "${registration.sweep.look-every:1s}",
      identity = "inserted-rows",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> look() {
    return sweep.canBegin() ? outbox.hasInserted().chain(this::sweepIf) : nothing();
  }

  private Uni<Void> sweepIf(boolean found) {
    return found ? sweep.sweep() : nothing();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
