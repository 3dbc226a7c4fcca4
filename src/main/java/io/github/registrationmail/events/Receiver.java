package io.github.registrationmail.events;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The other end of a sink. */
interface Receiver {

  /** Whether there is any use in telling it something now. */
  boolean isReady();

  /** How many events it is told at once. */
  int batch();

  /** Tells it these, each of another registration; never fails. Returns those that it has. */
  Uni<List<DueEvent>> tell(List<DueEvent> events);
}
