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
 * restarted. A minute that is over is read once, because nothing is added to it any more.
 */
@Singleton
class Activity {

  static final int MINUTES = 60;

  /** After this time every statement that has written into a minute is committed. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  private static final String COUNT =
      """
      select timestampdiff(minute, ?, sent_at) as minute,
        count(*) as sent, 0 as retried, 0 as failed
      from registration where sent_at >= ? group by minute
      union all
      select timestampdiff(minute, ?, failed_at) as minute,
        0 as sent, count(next_delay_ms) as retried, count(*) - count(next_delay_ms) as failed
      from mail_failure where failed_at >= ? group by minute
      """;

  private final Reads reads;
  private volatile Map<Instant, Minute> settled = Map.of();

  Activity(Reads reads) {
    this.reads = reads;
  }

  /**
   * The last {@link #MINUTES} minutes by the clock of MySQL, oldest first, the current one last.
   */
  Uni<List<Minute>> lastHour(Instant now) {
    List<Instant> hour = hour(now);
    Instant from =
        hour.stream().filter(minute -> !settled.containsKey(minute)).findFirst().orElse(now);
    LocalDateTime start = from.atOffset(ZoneOffset.UTC).toLocalDateTime();
    return reads
        .execute(COUNT, Tuple.of(start, start, start, start))
        .map(rows -> counted(rows, from))
        .map(counted -> hour.stream().map(minute -> minute(minute, counted)).toList())
        .invoke(minutes -> settle(minutes, now));
  }

  private static List<Instant> hour(Instant now) {
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    return IntStream.rangeClosed(1 - MINUTES, 0)
        .mapToObj(minute -> current.plus(minute, ChronoUnit.MINUTES))
        .toList();
  }

  private static Map<Instant, Minute> counted(RowSet<Row> rows, Instant from) {
    Map<Instant, Minute> counted = new HashMap<>();
    for (Row row : rows) {
      Instant at = from.plus(row.getLong("minute"), ChronoUnit.MINUTES);
      Minute minute =
          new Minute(at, row.getLong("sent"), row.getLong("retried"), row.getLong("failed"));
      counted.merge(at, minute, Minute::plus);
    }
    return counted;
  }

  private Minute minute(Instant at, Map<Instant, Minute> counted) {
    Minute known = settled.get(at);
    return known == null ? counted.getOrDefault(at, Minute.none(at)) : known;
  }

  private void settle(List<Minute> minutes, Instant now) {
    Map<Instant, Minute> over = new HashMap<>();
    minutes.stream()
        .filter(minute -> minute.at().plus(1, ChronoUnit.MINUTES).plus(SETTLED).isBefore(now))
        .forEach(minute -> over.put(minute.at(), minute));
    settled = Map.copyOf(over);
  }
}
