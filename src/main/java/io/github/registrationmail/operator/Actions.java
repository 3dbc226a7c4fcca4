package io.github.registrationmail.operator;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.ActionResult.Done;
import io.github.registrationmail.operator.ActionResult.Due;
import io.github.registrationmail.operator.ActionResult.Refused;
import io.github.registrationmail.operator.ActionResult.Unknown;
import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.MailIds;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
  private final MailIds ids;
  private final OperatorConfig config;
  private final Audit audit;

  Actions(
      ActionRepository repository,
      ResendRepository resends,
      Dispatcher dispatcher,
      MailIds ids,
      OperatorConfig config,
      Audit audit) {
    this.repository = repository;
    this.resends = resends;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.config = config;
    this.audit = audit;
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

  /**
   * Starts the failed mails over that the filter means, batch by batch; how many. A mail that fails
   * again meanwhile is left alone, because the batches only go one way.
   */
  Uni<Integer> retryFailed(MailFilter filter, String who) {
    AtomicReference<Found> last = new AtomicReference<>(new Found(List.of(), OptionalLong.empty()));
    return Multi.createBy()
        .repeating()
        .uni(() -> nextFailed(filter, last))
        .whilst(requeued -> last.get().next().isPresent())
        .collect()
        .with(Collectors.summingInt(Integer::intValue))
        .call(requeued -> audit.record(retried(filter, requeued, who)))
        .invoke(requeued -> LOG.infof("%s retries failed mails: %d", who, requeued));
  }

  private static NewAction retried(MailFilter filter, int requeued, String who) {
    return NewAction.of(who, ActionKind.RETRY_ALL, filter.withoutAddress(), requeued);
  }

  private Uni<Integer> nextFailed(MailFilter filter, AtomicReference<Found> last) {
    return ids.find(filter, last.get().next(), config.retryBatch())
        .invoke(last::set)
        .chain(found -> repository.requeueFailed(found.ids()));
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
