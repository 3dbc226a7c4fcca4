package io.github.registrationmail.registration;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.SweepTimes;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.telemetry.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
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
  private final Dispatcher dispatcher;
  private final SweepTimes times;
  private final Duration firstDelay;
  private final Counter registered;

  Registrations(
      RegistrationRepository repository,
      InsertRepository inserts,
      Dispatcher dispatcher,
      SweepTimes times,
      Backoff backoff,
      MeterRegistry meters) {
    this.repository = repository;
    this.inserts = inserts;
    this.dispatcher = dispatcher;
    this.times = times;
    this.firstDelay = backoff.before(1);
    this.registered = meters.counter("registration.registrations");
  }

  /** Empty when the address is registered already. */
  Uni<Optional<Registration>> register(Accepted accepted) {
    Context trace = Context.current();
    Duration sweepAfter = times.registered(dispatcher.isReady());
    NewRow row = inserts.accept(accepted, Traces.current(), sweepAfter);
    return inserts
        .insert(row)
        .map(id -> id.map(given -> registered(given, row)))
        .invoke(stored -> stored.ifPresent(registration -> dispatch(registration, trace)));
  }

  private Registration registered(long id, NewRow row) {
    Accepted accepted = row.accepted();
    return new Registration(
        id,
        accepted.email(),
        accepted.name(),
        accepted.locale(),
        row.at(),
        Registration.Mail.registered(row.at().plus(firstDelay)));
  }

  /** One registration with its failures and resends, if there is one. */
  public Uni<Optional<RegistrationDetail>> find(long id) {
    return repository.find(id).chain(found -> found.map(this::detail).orElseGet(this::none));
  }

  private Uni<Optional<RegistrationDetail>> detail(Registration registration) {
    long id = registration.id();
    return Uni.combine()
        .all()
        .unis(repository.failures(id), repository.resends(id))
        .with(
            (failures, resends) ->
                Optional.of(new RegistrationDetail(registration, failures, resends)));
  }

  private Uni<Optional<RegistrationDetail>> none() {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Not awaited: the row is the outbox, what does not reach the broker the sweep sends. */
  private void dispatch(Registration registration, Context trace) {
    registered.increment();
    LOG.infof("user %d: registered, mail due in %d ms", registration.id(), firstDelay.toMillis());
    dispatcher
        .dispatch(new Dispatch(registration.id(), 1, firstDelay), trace)
        .subscribe()
        .with(
            confirmation -> {},
            failure -> LOG.errorf(failure, "user %d: not dispatched", registration.id()));
  }
}
