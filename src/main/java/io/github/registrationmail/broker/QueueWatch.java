package io.github.registrationmail.broker;

import io.github.registrationmail.broker.WorkQueue.Standing;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What waits in the work queue and how many take from it: the broker is asked every five seconds,
 * for all who want to know.
 */
@Singleton
public class QueueWatch {

  /** A consumer may be on its way from one connection to the next. */
  private static final int LOOKS = 2;

  private final WorkQueue queue;
  private volatile Optional<Standing> latest = Optional.empty();
  private volatile int desertedLooks;

  QueueWatch(WorkQueue queue) {
    this.queue = queue;
  }

  /** As it was five seconds ago at most; empty while the broker cannot be asked. */
  public Optional<Standing> latest() {
    return latest;
  }

  /** Whether nobody, on any replica, takes messages from it. */
  public boolean isDeserted() {
    return desertedLooks >= LOOKS;
  }

  @Scheduled(
      every = "5s",
      identity = "work-queue",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> look() {
    return queue
        .standing()
        .map(Optional::of)
        .onFailure()
        .recoverWithItem(Optional.empty())
        .invoke(this::remember)
        .replaceWithVoid();
  }

  private void remember(Optional<Standing> found) {
    latest = found;
    desertedLooks =
        found.filter(standing -> standing.consumers() == 0).isPresent() ? desertedLooks + 1 : 0;
  }
}
