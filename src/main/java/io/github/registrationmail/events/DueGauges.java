package io.github.registrationmail.events;

import io.github.registrationmail.database.Age;
import io.github.registrationmail.database.Reads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** How many events a sink is still to be told, and how old the oldest of them is, as gauges. */
final class DueGauges {

  private static final Logger LOG = Logger.getLogger(DueGauges.class);

  /** Counts no further than 10,000, which is as bad as more. */
  private static final String WAITING =
      """
      select count(*) as due,
        (select timestampdiff(microsecond, happened_at, utc_timestamp(3)) from due_event
          where id = (select min(id) from due_event where sink = ?)) as age_us
      from (select 1 from due_event where sink = ? limit 10000) as counted
      """;

  private final Reads reads;
  private final Sink sink;
  private final Age oldest = new Age();
  private volatile long due;

  DueGauges(Reads reads, Sink sink, MeterRegistry meters) {
    this.reads = reads;
    this.sink = sink;
    Gauge.builder("registration.events.due", this, gauges -> gauges.due)
        .description("Events that are still to be told, 10,000 at most")
        .tag("sink", sink.key())
        .register(meters);
    TimeGauge.builder("registration.events.oldest.age", oldest::nanos, TimeUnit.NANOSECONDS)
        .description("Age of the oldest event that is still to be told")
        .tag("sink", sink.key())
        .register(meters);
  }

  /** While MySQL is away the age goes on growing from what was read last. */
  Uni<Void> read() {
    return reads
        .execute(WAITING, Tuple.of(sink.key(), sink.key()))
        .invoke(rows -> remember(rows.iterator().next()))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.debugf("due events not counted: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private void remember(Row row) {
    oldest.read(row, "age_us");
    due = row.getLong("due");
  }
}
