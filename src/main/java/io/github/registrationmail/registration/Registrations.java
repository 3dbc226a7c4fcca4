package io.github.registrationmail.registration;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.PublishConfig;
import io.github.registrationmail.registration.NewRegistration.Accepted;
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
  private final Dispatcher dispatcher;
  private final Duration firstDelay;
  private final Duration sweepAfter;
  private final Counter registered;

  Registrations(
      RegistrationRepository repository,
      Dispatcher dispatcher,
      Backoff backoff,
      PublishConfig publish,
      MeterRegistry meters) {
    this.repository = repository;
    this.dispatcher = dispatcher;
    this.firstDelay = backoff.before(1);
    this.sweepAfter = publish.deadline().multipliedBy(2);
    this.registered = meters.counter("registration.registrations");
  }

  /** Empty when the address is registered already. */
  Uni<Optional<Registration>> register(Accepted accepted) {
    Context trace = Context.current();
    return repository
        .insert(accepted, firstDelay, sweepAfter)
        .invoke(stored -> stored.ifPresent(registration -> dispatch(registration, trace)));
  }

  /** One registration with its failures, if there is one. */
  public Uni<Optional<RegistrationDetail>> find(long id) {
    return repository.find(id).chain(found -> found.map(this::detail).orElseGet(this::none));
  }

  private Uni<Optional<RegistrationDetail>> detail(Registration registration) {
    return repository
        .failures(registration.id())
        .map(failures -> Optional.of(new RegistrationDetail(registration, failures)));
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
