package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
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

  /** The first of those that are not counted yet, from the index alone. */
  private static final String NEXT =
      """
      select count(*) as sent, count(if(sent_at <= ?, 1, null)) as settled, max(sent_at) as last
      from (
        select sent_at from registration where sent_at > ? order by sent_at limit ?) as next
      """;

  private static final String COUNT =
      """
      select count(*) as sent from registration where sent_at > ? and sent_at <= ?
      """;

  private final Reads reads;
  private final int atOnce;
  private volatile Counted counted = Counted.nothing();

  @Inject
  SentTotal(Reads reads) {
    this(reads, STEP);
  }

  /**
   * @param atOnce mails that one statement counts, save for those of the same moment
   */
  SentTotal(Reads reads, int atOnce) {
    this.reads = reads;
    this.atOnce = atOnce;
  }

  /** All mails sent up to now by the clock of MySQL. */
  Uni<Long> at(Instant now) {
    LocalDateTime over = now.minus(Activity.SETTLED).atOffset(ZoneOffset.UTC).toLocalDateTime();
    if (counted.isOlderThan(TRUSTED)) {
      counted = Counted.nothing();
    }
    return at(over.isAfter(counted.until()) ? over : counted.until());
  }

  private Uni<Long> at(LocalDateTime over) {
    return next(over)
        .chain(
            next ->
                next.sent() < atOnce
                    ? Uni.createFrom().item(countTo(over, next))
                    : step(next.last(), over));
  }

  private Uni<Next> next(LocalDateTime over) {
    return reads
        .execute(NEXT, Tuple.of(over, counted.until(), atOnce))
        .map(rows -> Next.of(rows.iterator().next()));
  }

  /** None of them is left out, so that one statement is enough. */
  private long countTo(LocalDateTime over, Next next) {
    counted = counted.plus(over, next.settled());
    return counted.sent() + next.sent() - next.settled();
  }

  /** Counts to the last one of a full step, and with it those of the same moment, and goes on. */
  private Uni<Long> step(LocalDateTime last, LocalDateTime over) {
    LocalDateTime end = last.isBefore(over) ? last : over;
    return count(end)
        .invoke(sent -> counted = counted.plus(end, sent))
        .chain(
            () ->
                end.equals(over)
                    ? count(over.plusYears(1)).map(sent -> counted.sent() + sent)
                    : at(over));
  }

  private Uni<Long> count(LocalDateTime end) {
    return reads
        .execute(COUNT, Tuple.of(counted.until(), end))
        .map(rows -> rows.iterator().next().getLong("sent"));
  }

  /**
   * What was sent after those that are counted, {@link #atOnce} at most.
   *
   * @param settled how many of them up to the moment that is over
   * @param last the latest of them
   */
  private record Next(long sent, long settled, LocalDateTime last) {

    static Next of(Row row) {
      return new Next(row.getLong("sent"), row.getLong("settled"), row.getLocalDateTime("last"));
    }
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
