package io.github.registrationmail.dispatch;

import io.github.registrationmail.dispatch.Confirmation.Confirmed;
import io.github.registrationmail.dispatch.Confirmation.Unconfirmed;
import io.github.registrationmail.pause.SendingPause;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Brings one attempt to the broker and, once confirmed, moves its row from PENDING to QUEUED. While
 * sending is paused it brings none: the rows wait for the sweep.
 */
@Singleton
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final Publisher publisher;
  private final OutboxRepository outbox;
  private final SendingPause pause;

  Dispatcher(Publisher publisher, OutboxRepository outbox, SendingPause pause) {
    this.publisher = publisher;
    this.outbox = outbox;
    this.pause = pause;
  }

  /** Whether a publish has a chance now; while not, the sweep waits. */
  public boolean isReady() {
    return publisher.isReady() && !pause.isOn();
  }

  /**
   * Publishes the attempt. Never fails: what is not confirmed, or not marked, the sweep does again.
   *
   * @param trace what the message goes on with
   */
  public Uni<Confirmation> dispatch(Dispatch dispatch, Context trace) {
    if (pause.isOn()) {
      return Uni.createFrom().item(new Unconfirmed("sending is paused"));
    }
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
