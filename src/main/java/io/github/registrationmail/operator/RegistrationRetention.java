package io.github.registrationmail.operator;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
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

  private final ErasureRepository repository;
  private final Optional<Duration> retention;
  private final int batch;

  @Inject
  RegistrationRetention(
      ErasureRepository repository,
      @ConfigProperty(name = "registration.retention") Optional<Duration> retention) {
    this(repository, retention, BATCH);
  }

  RegistrationRetention(ErasureRepository repository, Optional<Duration> retention, int batch) {
    this.repository = repository;
    this.retention = retention;
    this.batch = batch;
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
        () -> repository.eraseOlder(age, batch),
        found -> found > 0,
        failure -> LOG.warnf("old registrations stay for now: %s", failure.getMessage()));
  }
}
