package io.github.registrationmail.operation;

import io.github.registrationmail.async.Contexts;
import io.github.registrationmail.async.OneAtATime;
import io.github.registrationmail.async.Rest;
import io.github.registrationmail.database.DatabaseUnavailable;
import io.github.registrationmail.text.OneLine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Works on what operations there are, a batch of each in turn, and rests in between four times as
 * long as the batch took: of a connection to MySQL it uses a fifth. Every replica looks for one now
 * and then; the one that is asked for it begins at once.
 */
@Singleton
class OperationRunner {

  private static final Logger LOG = Logger.getLogger(OperationRunner.class);
  private static final int REST = 4;
  private static final int LONGEST_ERROR = 500;
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final WorkRepository repository;
  private final Batches batches;
  private final long holder;
  private final OneAtATime work = new OneAtATime();
  private volatile boolean isHolding;
  private volatile boolean stopped;
  private volatile boolean isAway;

  @Inject
  OperationRunner(WorkRepository repository, Batches batches) {
    this(repository, batches, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  /** As a certain replica. */
  OperationRunner(WorkRepository repository, Batches batches, long holder) {
    this.repository = repository;
    this.batches = batches;
    this.holder = holder;
  }

  /** Begins to work on what there is; if this replica does so already, it looks once more. */
  void begin() {
    Contexts.apart(
        () -> look().subscribe().with(done -> {}, failure -> LOG.error("no operation", failure)));
  }

  /** The next replica need not wait for the end of the lease. */
  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    if (isHolding) {
      repository.release(holder).onFailure().recoverWithNull().await().atMost(GOODBYE);
    }
  }

  @Scheduled(
      every = "5s",
      identity = "operations",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> look() {
    return Uni.createFrom().deferred(this::runUnlessRunning);
  }

  private Uni<Void> runUnlessRunning() {
    if (!work.begin()) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createBy()
        .repeating()
        .uni(this::turn)
        .whilst(more -> more && !stopped)
        .collect()
        .last()
        .invoke(done -> isAway = false)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** Whether there may be more to do. */
  private Uni<Boolean> turn() {
    long start = System.nanoTime();
    return repository
        .claim(holder)
        .invoke(claimed -> isHolding = claimed.isPresent())
        .chain(
            claimed ->
                claimed
                    .map(id -> batch(id).chain(() -> rest(start)).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(work::looksOnceMore)));
  }

  private Uni<Void> batch(long id) {
    return batches
        .next(id, holder)
        .onFailure(failure -> !(failure instanceof DatabaseUnavailable))
        .recoverWithUni(failure -> giveUp(id, failure));
  }

  private Uni<Void> giveUp(long id, Throwable failure) {
    LOG.errorf(failure, "operation %d has failed", id);
    String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return repository.fail(id, holder, OneLine.of(message, LONGEST_ERROR));
  }

  private static Uni<Void> rest(long start) {
    Duration rest = Rest.after(Duration.ofNanos(System.nanoTime() - start), REST);
    return Uni.createFrom().voidItem().onItem().delayIt().by(rest);
  }

  private void failed(Throwable failure) {
    work.end();
    if (!(failure instanceof DatabaseUnavailable)) {
      LOG.error("the operations wait", failure);
    } else if (!isAway) {
      LOG.warnf("the operations wait: %s", failure.getMessage());
    }
    isAway = true;
  }
}
