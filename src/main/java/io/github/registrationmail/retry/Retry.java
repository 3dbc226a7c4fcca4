package io.github.registrationmail.retry;

import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.Postponed;
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
    if (decision instanceof Again again) {
      return publish(new Dispatch(failed.userId(), again.attempt(), again.delay()), trace);
    }
    return decision instanceof Postponed postponed
        ? publish(new Dispatch(failed.userId(), failed.attempt(), postponed.delay()), trace)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> publish(Dispatch next, Context trace) {
    return dispatcher.dispatch(next, trace).replaceWithVoid();
  }
}
