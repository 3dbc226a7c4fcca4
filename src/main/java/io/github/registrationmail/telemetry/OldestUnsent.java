package io.github.registrationmail.telemetry;

import io.github.registrationmail.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The age of the oldest registration whose mail is still to be sent, as a gauge. Every replica asks
 * for itself; while MySQL is away the age goes on growing from what was read last.
 */
@Startup
@Singleton
class OldestUnsent {

  private static final Logger LOG = Logger.getLogger(OldestUnsent.class);
  private static final long NONE = Long.MIN_VALUE;

  /** One step in the index for each state, however many rows there are; ids follow time. */
  private static final String AGE =
      """
      select max(timestampdiff(microsecond, registered_at, utc_timestamp(3))) as age_us
      from registration
      where id in (
        select oldest from (
          select min(id) as oldest from registration
          where mail_state in ('PENDING', 'QUEUED', 'SENDING', 'RETRYING')
          group by mail_state) as by_state)
      """;

  private final Database database;
  private volatile long registeredAt = NONE;

  OldestUnsent(Database database, MeterRegistry meters) {
    this.database = database;
    TimeGauge.builder("registration.unsent.oldest.age", this::nanos, TimeUnit.NANOSECONDS)
        .description("Age of the oldest registration whose mail is still to be sent")
        .register(meters);
  }

  @Scheduled(
      every = "${registration.telemetry.every:15s}",
      identity = "oldest-unsent",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> read() {
    return database
        .execute(AGE)
        .invoke(this::remember)
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.debugf("age of the oldest unsent mail not read: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private void remember(RowSet<Row> rows) {
    Long age = rows.iterator().next().getLong("age_us");
    registeredAt = age == null ? NONE : System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(age);
  }

  private long nanos() {
    long since = registeredAt;
    return since == NONE ? 0 : Math.max(0, System.nanoTime() - since);
  }
}
