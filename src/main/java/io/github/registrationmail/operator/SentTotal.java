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
import java.util.Optional;

/**
 * How many registrations have their mail sent. Those sent up to a moment that is over are counted
 * once, a bounded number at a look, and later only those that came since; now and then all anew,
 * beside what is known, because some were erased or sent again.
 */
@Singleton
class SentTotal {

  private static final int STEP = 100_000;
  private static final int STEPS = 8;
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

  /**
   * @param mails that were sent
   * @param isAll whether they are all; if not, the next look counts on
   */
  record Sent(long mails, boolean isAll) {}

  private final Reads reads;
  private final int atOnce;
  private final int steps;
  private final Duration trusted;
  private volatile Counted counted = Counted.nothing();
  private volatile Optional<Counted> anew = Optional.empty();

  @Inject
  SentTotal(Reads reads) {
    this(reads, STEP, STEPS, TRUSTED);
  }

  /**
   * @param atOnce mails that one statement counts, save for those of the same moment
   * @param steps so many of them at a look, at most
   * @param trusted after which all are counted anew
   */
  SentTotal(Reads reads, int atOnce, int steps, Duration trusted) {
    this.reads = reads;
    this.atOnce = atOnce;
    this.steps = steps;
    this.trusted = trusted;
  }

  /** The mails sent up to now by the clock of MySQL. Not for two at once. */
  Uni<Sent> at(Instant now) {
    LocalDateTime over = Activity.utc(now.minus(Activity.SETTLED));
    return countAnew()
        .chain(() -> at(over.isAfter(counted.until()) ? over : counted.until(), steps));
  }

  private Uni<Sent> at(LocalDateTime over, int most) {
    return step(counted, over)
        .chain(
            step -> {
              counted = step.counted();
              return step.isLast() || most == 1
                  ? Uni.createFrom().item(new Sent(counted.sent() + step.later(), step.isLast()))
                  : at(over, most - 1);
            });
  }

  /** One step of it; what was known stays until it has come as far. */
  private Uni<Void> countAnew() {
    if (anew.isEmpty() && !counted.isOlderThan(trusted)) {
      return Uni.createFrom().voidItem();
    }
    return step(anew.orElseGet(Counted::nothing), counted.until())
        .invoke(
            step -> {
              if (step.isLast()) {
                counted = step.counted();
              }
              anew = Optional.of(step.counted()).filter(begun -> !step.isLast());
            })
        .replaceWithVoid();
  }

  private Uni<Step> step(Counted from, LocalDateTime over) {
    return next(from, over)
        .chain(
            next ->
                next.sent() < atOnce
                    ? Uni.createFrom().item(last(from, over, next))
                    : full(from, next.last(), over));
  }

  private Uni<Next> next(Counted from, LocalDateTime over) {
    return reads
        .execute(NEXT, Tuple.of(over, from.until(), atOnce))
        .map(rows -> Next.of(rows.iterator().next()));
  }

  /** None of them is left out, so that one statement is enough. */
  private static Step last(Counted from, LocalDateTime over, Next next) {
    return new Step(from.plus(over, next.settled()), next.sent() - next.settled(), true);
  }

  /** Counts to the last one of a full step, and with it those of the same moment. */
  private Uni<Step> full(Counted from, LocalDateTime last, LocalDateTime over) {
    LocalDateTime end = last.isBefore(over) ? last : over;
    return count(from.until(), end)
        .map(sent -> from.plus(end, sent))
        .chain(
            counted ->
                end.equals(over)
                    ? count(over, over.plusYears(1)).map(sent -> new Step(counted, sent, true))
                    : Uni.createFrom().item(new Step(counted, 0, false)));
  }

  private Uni<Long> count(LocalDateTime after, LocalDateTime end) {
    return reads
        .execute(COUNT, Tuple.of(after, end))
        .map(rows -> rows.iterator().next().getLong("sent"));
  }

  /**
   * @param later mails that were sent after those that are counted
   * @param isLast whether all up to the moment that is over are counted
   */
  private record Step(Counted counted, long later, boolean isLast) {}

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
