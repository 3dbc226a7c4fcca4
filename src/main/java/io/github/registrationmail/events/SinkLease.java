package io.github.registrationmail.events;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Lets one replica at a time tell a sink: a registration's events would overtake each other on two
 * connections. A replica that is frozen beyond its lease may tell an event again that another one
 * has told meanwhile, but no later one before an earlier one.
 */
final class SinkLease {

  private static final String HOLD =
      """
      update event_lease
      set holder = ?, held_until = utc_timestamp(3) + interval ? microsecond
      where sink = ? and (holder = ? or held_until <= utc_timestamp(3))
      """;

  private static final String RELEASE =
      "update event_lease set held_until = utc_timestamp(3) where sink = ? and holder = ?";

  private final Database database;
  private final Sink sink;
  private final Duration length;
  private final long holder = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  private volatile long renewAt = System.nanoTime();

  SinkLease(Database database, Sink sink, Duration length) {
    this.database = database;
    this.sink = sink;
    this.length = length;
  }

  /** Whether it is this replica's turn for at least two thirds of the lease. */
  Uni<Boolean> hold() {
    long now = System.nanoTime();
    return now - renewAt < 0
        ? Uni.createFrom().item(true)
        : database
            .execute(HOLD, Tuple.of(holder, MICROSECONDS.convert(length), sink.key(), holder))
            .map(result -> result.rowCount() == 1)
            .invoke(held -> renewAt = held ? now + length.toNanos() / 3 : now);
  }

  /** Lets another replica go on at once. */
  Uni<Void> release() {
    renewAt = System.nanoTime();
    return database.execute(RELEASE, Tuple.of(sink.key(), holder)).replaceWithVoid();
  }
}
