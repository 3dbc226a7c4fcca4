package io.github.registrationmail.operator;

import io.github.registrationmail.audit.Audit;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Deletes what operators have done past its retention, oldest first and in bounded batches. It runs
 * on every replica: what one has deleted the other does not find.
 */
@Singleton
class AuditRetention {

  private static final Logger LOG = Logger.getLogger(AuditRetention.class);

  private final Audit audit;
  private final AuditConfig config;

  AuditRetention(Audit audit, AuditConfig config) {
    this.audit = audit;
    this.config = config;
  }

  @Scheduled(
      every = "${registration.failures.prune-every:1h}",
      delayed = "1m",
      identity = "audit-retention",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> prune() {
    return Retention.run(
        () -> audit.deleteOlder(config.retention(), config.pruneBatch()),
        deleted -> deleted == config.pruneBatch(),
        failure -> LOG.warnf("old actions of operators stay for now: %s", failure.getMessage()));
  }
}
