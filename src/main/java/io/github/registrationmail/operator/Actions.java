package io.github.registrationmail.operator;

import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.ActionResult.Done;
import io.github.registrationmail.operator.ActionResult.Due;
import io.github.registrationmail.operator.ActionResult.Refused;
import io.github.registrationmail.operator.ActionResult.Unknown;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Retry, send again and cancel: the row is changed first, then the message follows from the row.
 */
@Singleton
class Actions {

  private static final Logger LOG = Logger.getLogger(Actions.class);

  private final ActionRepository repository;
  private final ResendRepository resends;
  private final Dispatcher dispatcher;

  Actions(ActionRepository repository, ResendRepository resends, Dispatcher dispatcher) {
    this.repository = repository;
    this.resends = resends;
    this.dispatcher = dispatcher;
  }

  /** Starts over with the first attempt, due now; only what has failed or was cancelled. */
  Uni<ActionResult> retry(long id, String who) {
    Context trace = Context.current();
    return repository
        .requeue(id, who)
        .invoke(due -> due.ifPresent(attempt -> dispatch(id, attempt, "retried", who, trace)))
        .chain(due -> result(id, due.isPresent(), MailState.PENDING));
  }

  /**
   * Sends once more what is sent, failed or cancelled, with the timetable from its beginning.
   *
   * @param email where to, if not to the address that is known
   */
  Uni<ActionResult> resend(long id, Optional<String> email, String who) {
    Context trace = Context.current();
    return resends.resend(id, email, who).invoke(result -> dispatch(id, result, who, trace));
  }

  /** No further attempt is made; not when the mail is out or on its way. */
  Uni<ActionResult> cancel(long id, String who) {
    return repository
        .cancel(id, who)
        .invoke(cancelled -> log(id, cancelled, who))
        .chain(cancelled -> result(id, cancelled, MailState.CANCELLED));
  }

  private Uni<ActionResult> result(long id, boolean changed, MailState wanted) {
    return changed
        ? Uni.createFrom().item(new Done())
        : repository
            .state(id)
            .map(state -> state.map(is -> unchanged(is, wanted)).orElseGet(Unknown::new));
  }

  /** Cancelling twice is as good as once. */
  private static ActionResult unchanged(MailState state, MailState wanted) {
    return state == wanted && wanted == MailState.CANCELLED ? new Done() : new Refused(state);
  }

  private static void log(long id, boolean cancelled, String who) {
    if (cancelled) {
      LOG.infof("user %d: mail cancelled by %s", id, who);
    }
  }

  private void dispatch(long id, ActionResult result, String who, Context trace) {
    if (result instanceof Due due) {
      dispatch(id, due.attempt(), "sent again", who, trace);
    }
  }

  /** Not awaited: what does not reach the broker the sweep sends. */
  private void dispatch(long id, int attempt, String what, String who, Context trace) {
    LOG.infof("user %d: mail %s by %s, attempt %d", id, what, who, attempt);
    dispatcher
        .dispatch(new Dispatch(id, attempt, Duration.ZERO), trace)
        .subscribe()
        .with(confirmation -> {}, failure -> LOG.errorf(failure, "user %d: not dispatched", id));
  }
}
