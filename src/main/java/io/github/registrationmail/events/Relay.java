package io.github.registrationmail.events;

import io.github.registrationmail.database.DatabaseUnavailable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells one sink what is due, batch by batch, and forgets what it has been told: in this order, so
 * that a crash between the two has it told again. What it was not told stays due.
 */
final class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final Sink sink;
  private final DueEventRepository events;
  private final SinkLease lease;
  private final Receiver receiver;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile boolean failing;

  Relay(Sink sink, DueEventRepository events, SinkLease lease, Receiver receiver) {
    this.sink = sink;
    this.events = events;
    this.lease = lease;
    this.receiver = receiver;
  }

  /** Goes on until nothing more is due, or the receiver takes no more. Never fails. */
  Uni<Void> run() {
    return Uni.createFrom().deferred(this::runUnlessRunning);
  }

  /** Lets another replica go on. */
  Uni<Void> stop() {
    stopped = true;
    return lease.release();
  }

  private Uni<Void> runUnlessRunning() {
    if (!isReady() || !running.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createBy()
        .repeating()
        .uni(this::batch)
        .whilst(more -> more && isReady())
        .collect()
        .last()
        .invoke(done -> failing = false)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull()
        .onTermination()
        .invoke(() -> running.set(false))
        .replaceWithVoid();
  }

  private boolean isReady() {
    return !stopped && receiver.isReady();
  }

  private Uni<Boolean> batch() {
    return lease.hold().chain(held -> held ? tell() : Uni.createFrom().item(false));
  }

  private Uni<Boolean> tell() {
    return events.next(sink, receiver.batch()).chain(due -> tell(due));
  }

  /** Whether there may be more that it takes. */
  private Uni<Boolean> tell(List<DueEvent> due) {
    return due.isEmpty()
        ? Uni.createFrom().item(false)
        : receiver.tell(due).call(events::told).map(told -> !told.isEmpty());
  }

  private void failed(Throwable failure) {
    if (!(failure instanceof DatabaseUnavailable)) {
      LOG.errorf(failure, "events are not told (%s)", sink.key());
    } else if (!failing) {
      LOG.warnf("events wait (%s): %s", sink.key(), failure.getMessage());
    }
    failing = true;
  }
}
