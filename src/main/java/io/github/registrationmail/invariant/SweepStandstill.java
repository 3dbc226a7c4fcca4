package io.github.registrationmail.invariant;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.broker.QueueWatch;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.dispatch.SweepConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether nobody sweeps. The sweep takes what is overdue longest first, so that row is another one,
 * or has another time, from sweep to sweep, however many wait. While sending is paused, the broker
 * is away or the work queue is long, the sweep waits as well, and nobody can tell.
 */
@Singleton
class SweepStandstill {

  /** Rows that have been the sweep's for long, the longest first; more are as bad as these. */
  static final String OVERDUE =
      """
      select id, id as user_id, sweep_at from registration force index (registration_sweep)
      where sweep_at < utc_timestamp(3) - interval ? microsecond
      order by sweep_at, id
      limit 1000
      """;

  private record First(long id, LocalDateTime sweepAt) {}

  private final Reads reads;
  private final Dispatcher dispatcher;
  private final QueueWatch queue;
  private final SweepConfig config;
  private final Duration limit;
  private final LongSupplier nanos;
  private volatile Optional<First> first = Optional.empty();
  private volatile long since;

  @Inject
  SweepStandstill(Reads reads, Dispatcher dispatcher, QueueWatch queue, SweepConfig config) {
    this(reads, dispatcher, queue, config, System::nanoTime);
  }

  SweepStandstill(
      Reads reads,
      Dispatcher dispatcher,
      QueueWatch queue,
      SweepConfig config,
      LongSupplier nanos) {
    this.reads = reads;
    this.dispatcher = dispatcher;
    this.queue = queue;
    this.config = config;
    this.limit = config.every().multipliedBy(3).plusMinutes(10);
    this.nanos = nanos;
  }

  /** What is overdue; empty unless the first of it has been the same for the limit. */
  Uni<List<Violation>> look() {
    if (!couldSweep()) {
      first = Optional.empty();
      return Uni.createFrom().item(List.of());
    }
    return reads
        .execute(OVERDUE, Tuple.of(MICROSECONDS.convert(limit)))
        .map(this::judge)
        .onFailure()
        .invoke(failure -> first = Optional.empty());
  }

  private boolean couldSweep() {
    return dispatcher.isReady()
        && queue.latest().filter(standing -> standing.ready() < config.backlog()).isPresent();
  }

  private List<Violation> judge(RowSet<Row> rows) {
    Optional<First> now = ResultRows.first(rows, SweepStandstill::first);
    if (now.isEmpty() || !now.equals(first)) {
      first = now;
      since = nanos.getAsLong();
    }
    return nanos.getAsLong() - since >= limit.toNanos()
        ? ResultRows.all(rows, Violation::of)
        : List.of();
  }

  private static First first(Row row) {
    return new First(row.getLong("id"), row.getLocalDateTime("sweep_at"));
  }
}
