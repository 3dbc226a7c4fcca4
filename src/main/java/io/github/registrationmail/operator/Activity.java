package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The last hour, minute by minute, from the database: the same on every replica, whatever was
 * restarted. What is over is read once, because nothing is added to it any more; at two thousand
 * mails a second the rest is read in some milliseconds.
 */
@Singleton
class Activity {

  static final int MINUTES = 60;

  /** After this time every statement that has written into a moment is committed. */
  static final Duration SETTLED = Duration.ofSeconds(10);

  /** Of one minute; such a range is counted in a fraction of the time that groups take. */
  private static final String LATER =
      """
      union all
      select %1$d, 0, count(*), 0, 0
      from registration where sent_at >= ? and sent_at < ?
      union all
      select %1$d, 0, 0, count(next_delay_ms), count(*) - count(next_delay_ms)
      from mail_failure where failed_at >= ? and failed_at < ?
      """;

  /** What has settled, minute by minute, and what has not, which is of the last two. */
  private static final String COUNT =
      """
      select timestampdiff(minute, ?, sent_at) as minute, 1 as settled,
        count(*) as sent, 0 as retried, 0 as failed
      from registration where sent_at >= ? and sent_at < ? group by minute
      union all
      select timestampdiff(minute, ?, failed_at) as minute, 1,
        0, count(next_delay_ms), count(*) - count(next_delay_ms)
      from mail_failure where failed_at >= ? and failed_at < ? group by minute
      """
          + LATER.formatted(MINUTES - 2)
          + LATER.formatted(MINUTES - 1);

  private final Reads reads;
  private volatile Past past = Past.none(Instant.MIN);

  Activity(Reads reads) {
    this.reads = reads;
  }

  /**
   * The last {@link #MINUTES} minutes by the clock of MySQL, oldest first, the current one last.
   */
  Uni<List<Minute>> lastHour(Instant now) {
    List<Instant> hour = hour(now);
    Past known = past.within(hour.get(0), now);
    Instant over = latest(known.until(), now.minus(SETTLED));
    return reads
        .execute(COUNT, ranges(hour, known.until(), over))
        .map(rows -> counted(rows, hour.get(0)))
        .map(
            counted -> {
              past = known.plus(over, counted.settled());
              return hour.stream().map(minute -> past.at(minute, counted.later())).toList();
            });
  }

  private static Tuple ranges(List<Instant> hour, Instant from, Instant over) {
    Instant current = hour.get(MINUTES - 1);
    LocalDateTime first = utc(hour.get(0));
    LocalDateTime settled = utc(over);
    LocalDateTime last = utc(current);
    LocalDateTime ofLast = utc(latest(over, current));
    LocalDateTime end = last.plusMinutes(1);
    return Tuple.from(
        List.of(
            first, utc(from), settled, first, utc(from), settled, settled, last, settled, last,
            ofLast, end, ofLast, end));
  }

  private static List<Instant> hour(Instant now) {
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    return IntStream.rangeClosed(1 - MINUTES, 0)
        .mapToObj(minute -> current.plus(minute, ChronoUnit.MINUTES))
        .toList();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** As the database has it. */
  static LocalDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDateTime();
  }

  private static Counted counted(RowSet<Row> rows, Instant first) {
    Counted counted = new Counted(new HashMap<>(), new HashMap<>());
    for (Row row : rows) {
      Instant at = first.plus(row.getLong("minute"), ChronoUnit.MINUTES);
      Minute minute =
          new Minute(at, row.getLong("sent"), row.getLong("retried"), row.getLong("failed"));
      boolean isSettled = row.getLong("settled") != 0;
      (isSettled ? counted.settled() : counted.later()).merge(at, minute, Minute::plus);
    }
    return counted;
  }

  /** What has settled since the last look, and what has not. */
  private record Counted(Map<Instant, Minute> settled, Map<Instant, Minute> later) {}

  /**
   * What has settled.
   *
   * @param until the first moment that has not
   */
  private record Past(Instant until, Map<Instant, Minute> minutes) {

    static Past none(Instant until) {
      return new Past(until, Map.of());
    }

    /** What of it is of the hour; nothing if the clock was set back since, or nobody has looked. */
    Past within(Instant first, Instant now) {
      if (until.isBefore(first) || until.isAfter(now)) {
        return none(first);
      }
      Map<Instant, Minute> kept = new HashMap<>(minutes);
      kept.keySet().removeIf(minute -> minute.isBefore(first));
      return new Past(until, kept);
    }

    Past plus(Instant over, Map<Instant, Minute> settled) {
      Map<Instant, Minute> all = new HashMap<>(minutes);
      settled.forEach((at, minute) -> all.merge(at, minute, Minute::plus));
      return new Past(over, Map.copyOf(all));
    }

    Minute at(Instant minute, Map<Instant, Minute> later) {
      Minute none = Minute.none(minute);
      return minutes.getOrDefault(minute, none).plus(later.getOrDefault(minute, none));
    }
  }
}
