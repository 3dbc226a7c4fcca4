package io.github.registrationmail.retry;

import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.retry.Decision.Again;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * After a failed attempt: commit, then publish, in this order. A crash between the two leaves a row
 * that is RETRYING and due, from which the sweep finishes.
 */
@Singleton
public class Retry {

  private final FailureRepository failures;
  private final Dispatcher dispatcher;

  Retry(FailureRepository failures, Dispatcher dispatcher) {
    this.failures = failures;
    this.dispatcher = dispatcher;
  }

  /**
   * Counts the failure and arranges what follows; fails only when MySQL cannot be reached.
   *
   * @param trace what the next attempt goes on with
   */
  public Uni<Decision> after(FailedAttempt failed, Context trace) {
    return failures.commit(failed).call(decision -> publish(failed, decision, trace));
  }

  private Uni<Void> publish(FailedAttempt failed, Decision decision, Context trace) {
    return decision instanceof Again again
        ? dispatcher
            .dispatch(new Dispatch(failed.userId(), again.attempt(), again.delay()), trace)
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }
}
