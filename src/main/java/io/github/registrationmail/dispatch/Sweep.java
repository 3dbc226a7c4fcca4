package io.github.registrationmail.dispatch;

import io.github.registrationmail.broker.BrokerConnected;
import io.github.registrationmail.broker.WorkQueue;
import io.github.registrationmail.database.DatabaseUnavailable;
import io.github.registrationmail.pause.PauseChanged;
import io.github.registrationmail.telemetry.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends again what got lost: on every replica, in bounded batches, each row by one replica only. A
 * sweep goes on until a batch is not full, and waits for the confirms of one batch before the next.
 * It keeps the work queue short: while that is long, it publishes only what an application has
 * inserted, so that whoever registers now does not wait behind thousands of old mails.
 */
@Singleton
class Sweep {

  private static final Logger LOG = Logger.getLogger(Sweep.class);
  private static final int CONCURRENCY = 64;

  /** Between two looks at a work queue that is long. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final OutboxRepository outbox;
  private final Dispatcher dispatcher;
  private final WorkQueue workQueue;
  private final SweepConfig config;
  private final SweepTimes times;
  private final Traces traces;
  private final Counter recovered;
  private final Counter registered;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long restUntil = System.nanoTime();
  private volatile boolean isAway;

  Sweep(
      OutboxRepository outbox,
      Dispatcher dispatcher,
      WorkQueue workQueue,
      SweepConfig config,
      SweepTimes times,
      Traces traces,
      MeterRegistry meters) {
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.workQueue = workQueue;
    this.config = config;
    this.times = times;
    this.traces = traces;
    this.recovered = meters.counter("registration.sweep.recovered");
    this.registered = meters.counter("registration.registrations");
  }

  @Scheduled(
      every = "${registration.sweep.every:5s}",
      identity = "sweep",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return Uni.createFrom().deferred(this::sweepUnlessRunning);
  }

  /** Whether one that is asked for now would begin with rows. */
  boolean canBegin() {
    return dispatcher.isReady() && !isResting() && !isAway && !running.get();
  }

  /**
   * Sweeps at once when the broker is back: messages that it has lost need not wait for the next
   * sweep.
   */
  void onBrokerConnected(@ObservesAsync BrokerConnected event) {
    sweepNow();
  }

  /** Sweeps at once when sending goes on: all that came meanwhile waits for it. */
  void onPauseChanged(@ObservesAsync PauseChanged change) {
    if (!change.isOn()) {
      sweepNow();
    }
  }

  private void sweepNow() {
    sweep().subscribe().with(swept -> {}, failure -> LOG.error("the sweep failed", failure));
  }

  private Uni<Void> sweepUnlessRunning() {
    if (!dispatcher.isReady() || isResting() || !running.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .deferred(() -> isAway ? outbox.answers().invoke(this::rest) : sweepAll())
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull()
        .onTermination()
        .invoke(() -> running.set(false));
  }

  private Uni<Void> sweepAll() {
    long end = System.nanoTime() + config.every().toNanos();
    return Multi.createBy()
        .repeating()
        .uni(() -> workQueue.ready().chain(ready -> round(ready, end)))
        .whilst(more -> more && dispatcher.isReady())
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Whether another one follows; the next sweep begins when this one ends. */
  private Uni<Boolean> round(long ready, long end) {
    boolean isLong = ready >= config.backlog();
    int room = isLong ? config.batch() : (int) Math.min(config.batch(), config.backlog() - ready);
    Uni<Boolean> round = batch(room, isLong).map(size -> size == room);
    return isLong
        ? round.onItem().delayIt().by(LOOK_AGAIN).map(full -> System.nanoTime() - end < 0)
        : round;
  }

  private Uni<Integer> batch(int most, boolean backlog) {
    return outbox
        .takeOver(most, backlog, row -> times.decide(row, backlog))
        .call(rows -> publish(rows, backlog))
        .map(List::size);
  }

  private Uni<Void> publish(List<Overdue> rows, boolean backlog) {
    List<Overdue> lost = rows.stream().filter(row -> times.decide(row, backlog).publish()).toList();
    if (lost.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    count(lost);
    return Multi.createFrom()
        .iterable(lost)
        .onItem()
        .transformToUni(this::dispatch)
        .merge(CONCURRENCY)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Counts rows that an application has inserted as registrations, and all others as recovered. */
  private void count(List<Overdue> rows) {
    List<Overdue> inserted = rows.stream().filter(Overdue::inserted).toList();
    registered.increment(inserted.size());
    inserted.forEach(
        row ->
            LOG.infof(
                "user %d: inserted by an application, mail due in %d ms",
                row.userId(), row.delay().toMillis()));
    int again = rows.size() - inserted.size();
    if (again > 0) {
      recovered.increment(again);
      LOG.infof("the sweep sends %d mails again", again);
    }
  }

  private Uni<Confirmation> dispatch(Overdue row) {
    return traces.resumed(
        row.traceparent(), "sweep", trace -> dispatcher.dispatch(row.dispatch(), trace));
  }

  private boolean isResting() {
    return System.nanoTime() - restUntil < 0;
  }

  /**
   * When MySQL is back, consumers must first get to renew their claims and to write what they have
   * done meanwhile: leases may have run out although whoever holds them is well.
   */
  private void rest() {
    Duration rest = times.renewed();
    restUntil = System.nanoTime() + rest.toNanos();
    isAway = false;
    LOG.infof("MySQL answers again, next sweep after %s", rest);
  }

  private void failed(Throwable failure) {
    if (!(failure instanceof DatabaseUnavailable)) {
      LOG.error("the sweep failed", failure);
    } else if (!isAway) {
      LOG.warnf("no sweep: %s", failure.getMessage());
    }
    isAway = true;
  }
}
