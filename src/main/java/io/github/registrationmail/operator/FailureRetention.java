package io.github.registrationmail.operator;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Deletes failed attempts past their retention, oldest first and in bounded batches. It runs on
 * every replica: what one has deleted the other does not find.
 */
@Singleton
class FailureRetention {

  private static final Logger LOG = Logger.getLogger(FailureRetention.class);

  private static final String PRUNE =
      """
      delete from mail_failure
      where failed_at < utc_timestamp(3) - interval ? microsecond
      order by failed_at
      limit ?
      """;

  private final Database database;
  private final RetentionConfig config;

  FailureRetention(Database database, RetentionConfig config) {
    this.database = database;
    this.config = config;
  }

  @Scheduled(
      every = "${registration.failures.prune-every:1h}",
      delayed = "1m",
      identity = "failure-retention",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> prune() {
    return Retention.run(
        this::batch,
        deleted -> deleted == config.pruneBatch(),
        failure -> LOG.warnf("old failures stay for now: %s", failure.getMessage()));
  }

  private Uni<Integer> batch() {
    long micros = MICROSECONDS.convert(config.retention());
    return database
        .execute(PRUNE, Tuple.of(micros, config.pruneBatch()))
        .map(result -> result.rowCount());
  }
}
