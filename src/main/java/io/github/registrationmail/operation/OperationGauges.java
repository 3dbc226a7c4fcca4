package io.github.registrationmail.operation;

import io.github.registrationmail.database.Age;
import io.github.registrationmail.database.Reads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How many operations run and are paused, and for how long one that runs has done nothing, as
 * gauges. Every replica asks for itself; while MySQL is away that time goes on growing from what
 * was read last.
 */
@Startup
@Singleton
class OperationGauges {

  private static final Logger LOG = Logger.getLogger(OperationGauges.class);

  /** Of those that are not over, a thousand at most. */
  private static final String UNDER_WAY =
      """
      select count(if(state = 'RUNNING', 1, null)) as running,
        count(if(state = 'PAUSED', 1, null)) as paused,
        timestampdiff(microsecond, min(if(state = 'RUNNING', updated_at, null)), utc_timestamp(3))
          as idle_us
      from (
        select state, updated_at from operation force index (operation_running)
        where running is not null limit 1000
      ) as under_way
      """;

  private final Reads reads;
  private final Age idle = new Age();
  private volatile double running = Double.NaN;
  private volatile double paused = Double.NaN;

  OperationGauges(Reads reads, MeterRegistry meters) {
    this.reads = reads;
    Gauge.builder("registration.operations", this, gauges -> gauges.running)
        .description("Operations that are not over, 1,000 at most")
        .tag("state", "running")
        .register(meters);
    Gauge.builder("registration.operations", this, gauges -> gauges.paused)
        .description("Operations that are not over, 1,000 at most")
        .tag("state", "paused")
        .register(meters);
    TimeGauge.builder("registration.operations.idle", idle::nanos, TimeUnit.NANOSECONDS)
        .description("For how long one of the running operations has done nothing, the longest")
        .register(meters);
  }

  @Scheduled(
      every = "${registration.telemetry.every:15s}",
      identity = "operation-gauges",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> read() {
    return reads
        .execute(UNDER_WAY)
        .invoke(rows -> remember(rows.iterator().next()))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.debugf("operations not counted: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private void remember(Row row) {
    idle.read(row, "idle_us");
    running = row.getLong("running");
    paused = row.getLong("paused");
  }
}
