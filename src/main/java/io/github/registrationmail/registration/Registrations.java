package io.github.registrationmail.registration;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.SweepTimes;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.telemetry.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Registers: the row is committed, the caller answered, and only then the message follows from the
 * row. A broker that is away changes nothing for the caller.
 */
@Singleton
public class Registrations {

  private static final Logger LOG = Logger.getLogger(Registrations.class);

  private final RegistrationRepository repository;
  private final InsertRepository inserts;
  private final Once once;
  private final Dispatcher dispatcher;
  private final SweepTimes times;
  private final Duration firstDelay;
  private final Counter registered;

  Registrations(
      RegistrationRepository repository,
      InsertRepository inserts,
      Once once,
      Dispatcher dispatcher,
      SweepTimes times,
      Backoff backoff,
      MeterRegistry meters) {
    this.repository = repository;
    this.inserts = inserts;
    this.once = once;
    this.dispatcher = dispatcher;
    this.times = times;
    this.firstDelay = backoff.before(1);
    this.registered = meters.counter("registration.registrations");
  }

  Uni<Registered> register(Accepted accepted, Optional<Idempotency> idempotency) {
    Context trace = Context.current();
    Duration sweepAfter = times.registered(dispatcher.isReady());
    return once.store(inserts.accept(accepted, Traces.current(), sweepAfter, idempotency))
        .invoke(result -> dispatchIfNew(result, trace));
  }

  private void dispatchIfNew(Registered result, Context trace) {
    if (result instanceof Registered.New created) {
      dispatch(created.registration(), trace);
    }
  }

  /** 404: there is no such registration. */
  public static ProblemException unknown(long id) {
    return new ProblemException(Status.NOT_FOUND, "There is no registration " + id + ".");
  }

  /** One registration with its failures and resends, if there is one. */
  public Uni<Optional<RegistrationDetail>> find(long id) {
    // all at once: at full load each would be in line by itself
    return Uni.combine()
        .all()
        .unis(repository.find(id), newest(id), repository.resends(id))
        .with(
            (found, newest, resends) ->
                found.map(
                    registration ->
                        new RegistrationDetail(
                            registration, newest.failures(), newest.older(), resends)));
  }

  private Uni<Newest> newest(long id) {
    return repository
        .failures(id, Long.MAX_VALUE, RegistrationDetail.FAILURES)
        .chain(page -> older(id, page).map(older -> new Newest(page.failures(), older)));
  }

  /** Its failed attempts before the one with that id, newest first; fails with {@link #unknown}. */
  public Uni<FailurePage> failures(long id, long before, int limit) {
    return repository
        .failures(id, before, limit)
        .call(page -> page.failures().isEmpty() ? known(id) : Uni.createFrom().voidItem());
  }

  private Uni<Registration> known(long id) {
    return repository.find(id).map(found -> found.orElseThrow(() -> unknown(id)));
  }

  private Uni<Long> older(long id, FailurePage newest) {
    return newest
        .next()
        .map(last -> repository.countFailures(id, last))
        .orElseGet(() -> Uni.createFrom().item(0L));
  }

  /** Not awaited: the row is the outbox, what does not reach the broker the sweep sends. */
  private void dispatch(Registration registration, Context trace) {
    registered.increment();
    LOG.debugf("user %d: registered, mail due in %d ms", registration.id(), firstDelay.toMillis());
    dispatcher
        .dispatch(new Dispatch(registration.id(), 1, firstDelay), trace)
        .subscribe()
        .with(
            confirmation -> {},
            failure -> LOG.errorf(failure, "user %d: not dispatched", registration.id()));
  }

  /**
   * @param older how many there are before these
   */
  private record Newest(List<Failure> failures, long older) {}
}
