package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * How many registrations have their mail sent. Those sent up to a moment that is over are counted
 * once in bounded steps, and later only those that came since; now and then all anew, because some
 * were erased or sent again.
 */
@Singleton
class SentTotal {

  private static final int STEP = 100_000;
  private static final Duration TRUSTED = Duration.ofMinutes(10);

  private static final String STEP_END =
      """
      select sent_at from registration
      where sent_at > ? and sent_at <= ?
      order by sent_at limit 1 offset ?
      """;

  private static final String COUNT =
      """
      select count(*) as sent from registration where sent_at > ? and sent_at <= ?
      """;

  private final Reads reads;
  private volatile Counted counted = Counted.nothing();

  SentTotal(Reads reads) {
    this.reads = reads;
  }

  /** All mails sent up to now by the clock of MySQL. */
  Uni<Long> at(Instant now) {
    LocalDateTime over = now.minus(Activity.SETTLED).atOffset(ZoneOffset.UTC).toLocalDateTime();
    if (counted.isOlderThan(TRUSTED)) {
      counted = Counted.nothing();
    }
    return advance(over).chain(() -> since(over)).map(sent -> counted.sent() + sent);
  }

  private Uni<Void> advance(LocalDateTime over) {
    return reads
        .execute(STEP_END, Tuple.of(counted.until(), over, STEP))
        .map(rows -> end(rows, over))
        .call(end -> count(end).invoke(sent -> counted = counted.plus(end, sent)))
        .chain(end -> end.equals(over) ? Uni.createFrom().voidItem() : advance(over));
  }

  private Uni<Long> since(LocalDateTime over) {
    return count(over.plusYears(1));
  }

  private Uni<Long> count(LocalDateTime end) {
    return reads
        .execute(COUNT, Tuple.of(counted.until(), end))
        .map(rows -> rows.iterator().next().getLong("sent"));
  }

  private static LocalDateTime end(RowSet<Row> rows, LocalDateTime over) {
    return ResultRows.first(rows, row -> row.getLocalDateTime("sent_at")).orElse(over);
  }

  /** The mails sent up to a moment, that moment included; counted since {@code begun}. */
  private record Counted(LocalDateTime until, long sent, long begun) {

    static Counted nothing() {
      return new Counted(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), 0, System.nanoTime());
    }

    Counted plus(LocalDateTime end, long more) {
      return new Counted(end, sent + more, begun);
    }

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - begun > age.toNanos();
    }
  }
}
