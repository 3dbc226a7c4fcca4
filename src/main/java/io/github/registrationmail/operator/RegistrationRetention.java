package io.github.registrationmail.operator;

import io.github.registrationmail.dispatch.MailState;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Erases finished registrations past their retention, a few at a time with a rest in between, so
 * that nobody notices. It runs on every replica: what one has erased the other does not find.
 */
@Singleton
class RegistrationRetention {

  private static final Logger LOG = Logger.getLogger(RegistrationRetention.class);
  private static final int BATCH = 100;

  /** Of those that are FAILED or CANCELLED, so many are looked at for old ones at once. */
  private static final int LOOK = 1000;

  private final ErasureRepository repository;
  private final Optional<Duration> retention;
  private final int batch;
  private final int look;

  @Inject
  RegistrationRetention(
      ErasureRepository repository,
      @ConfigProperty(name = "registration.retention") Optional<Duration> retention) {
    this(repository, retention, BATCH, LOOK);
  }

  RegistrationRetention(
      ErasureRepository repository, Optional<Duration> retention, int batch, int look) {
    this.repository = repository;
    this.retention = retention;
    this.batch = batch;
    this.look = look;
  }

  @Scheduled(
      every = "${registration.failures.prune-every:1h}",
      delayed = "1m",
      identity = "registration-retention",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> erase() {
    return retention.map(this::erase).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> erase(Duration age) {
    return Retention.run(
            () -> repository.eraseSent(age, batch),
            found -> found > 0,
            RegistrationRetention::failed)
        .chain(() -> eraseUnsent(MailState.FAILED, age))
        .chain(() -> eraseUnsent(MailState.CANCELLED, age));
  }

  /** All of them are looked at, a few at a time: there may be a million, and none of them old. */
  private Uni<Void> eraseUnsent(MailState state, Duration age) {
    AtomicLong after = new AtomicLong();
    return Retention.run(
        () ->
            repository
                .eraseUnsent(state, after.get(), look, age, batch)
                .invoke(looked -> after.set(looked.last()))
                .map(looked -> looked.isEnd() ? 0 : 1),
        more -> more > 0,
        RegistrationRetention::failed);
  }

  private static void failed(Throwable failure) {
    LOG.warnf("old registrations stay for now: %s", failure.getMessage());
  }
}
