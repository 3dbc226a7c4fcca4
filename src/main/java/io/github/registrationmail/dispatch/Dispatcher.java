package io.github.registrationmail.dispatch;

import io.github.registrationmail.dispatch.Confirmation.Confirmed;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Brings one attempt to the broker and, once confirmed, moves its row from PENDING to QUEUED. */
@Singleton
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final Publisher publisher;
  private final OutboxRepository outbox;

  Dispatcher(Publisher publisher, OutboxRepository outbox) {
    this.publisher = publisher;
    this.outbox = outbox;
  }

  /** Whether a publish has a chance now; while not, the sweep waits for the broker. */
  public boolean isReady() {
    return publisher.isReady();
  }

  /**
   * Publishes the attempt. Never fails: what is not confirmed, or not marked, the sweep does again.
   *
   * @param trace what the message goes on with
   */
  public Uni<Confirmation> dispatch(Dispatch dispatch, Context trace) {
    return publisher.publish(dispatch, trace).call(result -> mark(dispatch, result));
  }

  private Uni<Void> mark(Dispatch dispatch, Confirmation result) {
    if (!(result instanceof Confirmed)) {
      return Uni.createFrom().voidItem();
    }
    return outbox
        .markQueued(dispatch)
        .onFailure()
        .invoke(
            failure -> LOG.warnf("user %d: not marked as queued: %s", dispatch.userId(), failure))
        .onFailure()
        .recoverWithNull();
  }
}
