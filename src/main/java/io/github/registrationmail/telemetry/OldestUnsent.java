package io.github.registrationmail.telemetry;

import io.github.registrationmail.database.Age;
import io.github.registrationmail.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The age of the oldest mail that is still to be sent, since it was last made due, as a gauge.
 * Every replica asks for itself; while MySQL is away the age goes on growing from what was read
 * last.
 */
@Startup
@Singleton
class OldestUnsent {

  private static final Logger LOG = Logger.getLogger(OldestUnsent.class);

  /**
   * Of the first thousand in each state, however many rows there are: ids follow time, save for
   * those that an operator made due again.
   */
  private static final String AGE =
      """
      select timestampdiff(microsecond, min(since), utc_timestamp(3)) as age_us
      from (
        (select coalesce(due_since, registered_at) as since from registration force index (registration_state)
          where mail_state = 'PENDING' order by id limit 1000)
        union all
        (select coalesce(due_since, registered_at) as since from registration force index (registration_state)
          where mail_state = 'QUEUED' order by id limit 1000)
        union all
        (select coalesce(due_since, registered_at) as since from registration force index (registration_state)
          where mail_state = 'SENDING' order by id limit 1000)
        union all
        (select coalesce(due_since, registered_at) as since from registration force index (registration_state)
          where mail_state = 'RETRYING' order by id limit 1000)
      ) as unsent
      """;

  private final Database database;
  private final Age age = new Age();

  OldestUnsent(Database database, MeterRegistry meters) {
    this.database = database;
    TimeGauge.builder("registration.unsent.oldest.age", age::nanos, TimeUnit.NANOSECONDS)
        .description("Age of the oldest mail that is still to be sent, since it was last made due")
        .register(meters);
  }

  @Scheduled(
      every = "${registration.telemetry.every:15s}",
      identity = "oldest-unsent",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> read() {
    return database
        .execute(AGE)
        .invoke(rows -> age.read(rows.iterator().next(), "age_us"))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.debugf("age of the oldest unsent mail not read: %s", failure))
        .onFailure()
        .recoverWithNull();
  }
}
