package io.github.registrationmail.operation;

import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.search.MailFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is done to many mails at once: begun, seen, paused, let go on and stopped. */
@Singleton
public class Operations {

  private static final Logger LOG = Logger.getLogger(Operations.class);

  private final OperationRepository repository;
  private final Count count;
  private final OperationRunner runner;

  Operations(OperationRepository repository, Count count, OperationRunner runner) {
    this.repository = repository;
    this.count = count;
    this.runner = runner;
  }

  /** How many mails it would be about. */
  Uni<Matching> count(OperationKind kind, MailFilter filter) {
    return Uni.createFrom().item(() -> kind.of(filter)).chain(count::of);
  }

  /**
   * Begins one; it is the other one that is found if the same is not over yet. Fails with a problem
   * if more are meant than at most so many.
   */
  Uni<Begun> begin(OperationKind kind, MailFilter filter, long most, String who) {
    return count(kind, filter)
        .invoke(expected -> refuse(expected, most))
        .chain(expected -> repository.insert(kind, filter, expected, who))
        .chain(
            id ->
                id.map(this::begun)
                    .orElseGet(() -> repository.find(kind, filter.query()).map(Begun::not)));
  }

  private static void refuse(Matching found, long most) {
    if (found.matching() > most) {
      throw new ProblemException(
          Status.PRECONDITION_FAILED,
          "There are %d by now, more than the %d that were expected; nothing was done."
              .formatted(found.matching(), most));
    }
  }

  private Uni<Begun> begun(long id) {
    return repository
        .forget()
        .chain(() -> repository.find(id))
        .map(operation -> new Begun(operation.orElseThrow(), true))
        .invoke(begun -> LOG.infof("operation %d: %s begins", id, begun.operation().kind()))
        .invoke(runner::begin);
  }

  /** Fails with a problem if there is none. */
  Uni<BulkOperation> find(long id) {
    return repository.find(id).map(found -> found.orElseThrow(Operations::unknown));
  }

  /** A page of them, newest first. */
  Uni<OperationPage> page(long before, int limit) {
    return repository.before(before, limit + 1).map(found -> OperationPage.of(found, limit));
  }

  /** Those that are under way or have just ended, newest first. */
  public Uni<List<BulkOperation>> recent() {
    return repository.recent();
  }

  /** From the next batch on; harmless when it is paused. */
  Uni<Void> pause(long id, String who) {
    return repository.pause(id, who).chain(paused -> require(paused, id, OperationState.PAUSED));
  }

  /** Harmless when it runs. */
  Uni<Void> resume(long id, String who) {
    return repository
        .resume(id, who)
        .chain(resumed -> require(resumed, id, OperationState.RUNNING))
        .invoke(runner::begin);
  }

  /** For good, from the next batch on. */
  Uni<Void> stop(long id, String who) {
    return repository.stop(id, who).chain(stopped -> require(stopped, id, OperationState.STOPPED));
  }

  /** Says why it was not changed, unless it is as wanted anyway. */
  private Uni<Void> require(boolean changed, long id, OperationState wanted) {
    if (changed) {
      LOG.infof("operation %d: %s by an operator", id, wanted);
      return Uni.createFrom().voidItem();
    }
    return find(id).invoke(found -> refuse(found, wanted)).replaceWithVoid();
  }

  private static void refuse(BulkOperation found, OperationState wanted) {
    if (found.state() != wanted) {
      throw new ProblemException(
          Status.CONFLICT, "The operation is over: it is " + found.state() + ".");
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(Status.NOT_FOUND, "There is no such operation.");
  }

  /**
   * What came of the wish to begin one.
   *
   * @param isNew whether it was begun; if not, the same was running, or paused
   */
  record Begun(BulkOperation operation, boolean isNew) {

    /** If it has ended in this moment, the caller may try again. */
    static Begun not(Optional<BulkOperation> same) {
      return new Begun(
          same.orElseThrow(
              () ->
                  new ProblemException(
                      Status.CONFLICT, "The same has ended at this moment; try again.")),
          false);
    }
  }
}
