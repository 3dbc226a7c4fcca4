package io.github.registrationmail.invariant;

import io.github.registrationmail.database.DatabaseUnavailable;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.invariant.Invariant.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks every few minutes whether the invariants hold: in a bounded number of rows, each replica
 * for itself, on the connections of operators. Unless it is off, each invariant has a gauge.
 */
@Singleton
class InvariantWatch {

  private static final Logger LOG = Logger.getLogger(InvariantWatch.class);

  private final InvariantConfig config;
  private final Reads reads;
  private final SweepStandstill standstill;
  private final Scheduler scheduler;
  private final Sample mails;
  private final Sample events;
  private final List<Violations> violations =
      Arrays.stream(Invariant.values()).map(Violations::new).toList();
  private volatile boolean failing;

  InvariantWatch(
      InvariantConfig config,
      Reads reads,
      SweepStandstill standstill,
      Scheduler scheduler,
      MeterRegistry meters) {
    this.config = config;
    this.reads = reads;
    this.standstill = standstill;
    this.scheduler = scheduler;
    this.mails =
        new Sample(
            Arrays.stream(MailState.values())
                .map(state -> Walk.mails(reads, state.name()))
                .toList());
    this.events =
        new Sample(Stream.of("exchange", "webhook").map(sink -> Walk.events(reads, sink)).toList());
    if (isOn()) {
      violations.forEach(one -> one.register(meters));
    }
  }

  private boolean isOn() {
    return !config.every().isZero();
  }

  void start(@Observes StartupEvent event) {
    if (isOn()) {
      schedule();
    }
  }

  private void schedule() {
    String every = config.every().toString();
    var unused =
        scheduler
            .newJob("invariants")
            .setInterval(every)
            .setDelayed(every)
            .setConcurrentExecution(ConcurrentExecution.SKIP)
            .setSkipPredicate(ApplicationNotRunning.class)
            .setAsyncTask(execution -> look())
            .schedule();
  }

  /** Never fails: what cannot be read keeps the number that was found last. */
  Uni<Void> look() {
    return standstill
        .look()
        .invoke(found -> of(Subject.SWEEP).forEach(swept -> swept.found(found)))
        .chain(() -> look(Subject.MAILS, mails))
        .chain(() -> look(Subject.EVENTS, events))
        .invoke(() -> failing = false)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> look(Subject subject, Sample sample) {
    return sample
        .ids()
        .chain(ids -> look(subject, new JsonArray(ids).encode()))
        .invoke(found -> sample.keep(found.stream().map(Violation::row).toList()))
        .replaceWithVoid();
  }

  /** All violations of this subject among these rows. */
  private Uni<List<Violation>> look(Subject subject, String ids) {
    return Multi.createFrom()
        .items(of(subject))
        .onItem()
        .transformToUniAndConcatenate(violated -> look(violated, ids))
        .collect()
        .in(ArrayList::new, List::addAll);
  }

  private Uni<List<Violation>> look(Violations violated, String ids) {
    return reads
        .execute(violated.statement(), Tuple.of(ids))
        .map(rows -> ResultRows.all(rows, Violation::of))
        .invoke(violated::found);
  }

  private Stream<Violations> of(Subject subject) {
    return violations.stream().filter(one -> one.isOf(subject));
  }

  private void failed(Throwable failure) {
    if (!(failure instanceof DatabaseUnavailable)) {
      LOG.error("the invariants are not looked at", failure);
    } else if (!failing) {
      LOG.warnf("the invariants are not looked at: %s", failure.getMessage());
    }
    failing = true;
  }
}
