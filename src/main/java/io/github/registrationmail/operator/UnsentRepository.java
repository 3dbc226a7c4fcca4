package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.Summary.Oldest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts what is not sent, from an index: the sent ones, nearly all, are not touched. */
@Singleton
class UnsentRepository {

  /** What {@link #first()} counts in a state at most; there may be more. */
  static final int FEW = 1_000;

  private static final String NEWEST =
      """
      select utc_timestamp(3) as now,
        coalesce((select max(id) from registration), 0) as registration,
        coalesce((select max(id) from mail_failure), 0) as failure,
        (select max(sent_at) from registration) as sent,
        (select count(*) from reason_note) as notes,
        (select max(at) from reason_note) as noted
      """;

  private static final String FIRST =
      """
      select mail_state, count(*) as mails
      from (
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'PENDING' order by id limit 1000)
        union all
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'QUEUED' order by id limit 1000)
        union all
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'SENDING' order by id limit 1000)
        union all
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'RETRYING' order by id limit 1000)
        union all
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'FAILED' order by id limit 1000)
        union all
        (select mail_state, id from registration force index (registration_state)
          where mail_state = 'CANCELLED' order by id limit 1000)
      ) as counted
      group by mail_state
      """;

  private static final String COUNT =
      """
      select mail_state, count(*) as mails
      from registration
      where mail_state in ('PENDING', 'QUEUED', 'SENDING', 'RETRYING', 'FAILED', 'CANCELLED')
      group by mail_state
      """;

  /**
   * Of the first thousand in each state: ids follow time, save for those that an operator made due
   * again.
   */
  private static final String OLDEST =
      """
      select id, registered_at, since,
        greatest(0, timestampdiff(second, since, utc_timestamp(3))) as age
      from (
        (select id, registered_at, coalesce(due_since, registered_at) as since
          from registration force index (registration_state)
          where mail_state = 'PENDING' order by id limit 1000)
        union all
        (select id, registered_at, coalesce(due_since, registered_at) as since
          from registration force index (registration_state)
          where mail_state = 'QUEUED' order by id limit 1000)
        union all
        (select id, registered_at, coalesce(due_since, registered_at) as since
          from registration force index (registration_state)
          where mail_state = 'SENDING' order by id limit 1000)
        union all
        (select id, registered_at, coalesce(due_since, registered_at) as since
          from registration force index (registration_state)
          where mail_state = 'RETRYING' order by id limit 1000)
      ) as unsent
      order by since, id
      limit 1
      """;

  private final Reads reads;

  UnsentRepository(Reads reads) {
    this.reads = reads;
  }

  /** The time of MySQL and the newest rows. */
  Uni<Newest> newest() {
    return reads.execute(NEWEST).map(rows -> newest(rows.iterator().next()));
  }

  /** Counts in each state up to {@link #FEW}, which costs the same however many there are. */
  Uni<Unsent> first() {
    return reads.execute(FIRST).map(UnsentRepository::unsent);
  }

  Uni<Unsent> count() {
    return reads.execute(COUNT).map(UnsentRepository::unsent);
  }

  /** What has been due for the longest time. */
  Uni<Optional<Oldest>> oldest() {
    return reads.execute(OLDEST).map(UnsentRepository::oldest);
  }

  private static Newest newest(Row row) {
    return new Newest(
        ResultRows.instant(row, "now").orElseThrow(),
        row.getLong("registration"),
        row.getLong("failure"),
        ResultRows.instant(row, "sent"),
        row.getLong("notes"),
        ResultRows.instant(row, "noted"));
  }

  private static Unsent unsent(RowSet<Row> rows) {
    Map<MailState, Long> mails = new EnumMap<>(MailState.class);
    for (Row row : rows) {
      mails.put(MailState.valueOf(row.getString("mail_state")), row.getLong("mails"));
    }
    return new Unsent(mails);
  }

  private static Optional<Oldest> oldest(RowSet<Row> rows) {
    return ResultRows.first(rows, UnsentRepository::oldest);
  }

  private static Oldest oldest(Row row) {
    return new Oldest(
        row.getLong("id"),
        ResultRows.instant(row, "registered_at").orElseThrow(),
        ResultRows.instant(row, "since").orElseThrow(),
        row.getLong("age"));
  }

  /**
   * What the database has last.
   *
   * @param now by the clock of MySQL
   * @param registration highest id, 0 for none
   * @param failure highest id, 0 for none
   * @param sent when the last mail was accepted, if one was
   * @param notes about reasons
   * @param noted when one of them was written last
   */
  record Newest(
      Instant now,
      long registration,
      long failure,
      Optional<Instant> sent,
      long notes,
      Optional<Instant> noted) {}

  /** The mails in each state but SENT. */
  record Unsent(Map<MailState, Long> mails) {

    static final Unsent NONE = new Unsent(Map.of());

    /** Whether each state is counted to its end. */
    boolean isComplete() {
      return mails.values().stream().allMatch(mails -> mails < FEW);
    }

    /** The same, with those states that are not counted to their end as they were found there. */
    Unsent completedBy(Unsent all) {
      Map<MailState, Long> completed = new EnumMap<>(MailState.class);
      mails.forEach(
          (state, few) ->
              completed.put(
                  state, few < FEW ? few : Math.max(few, all.mails.getOrDefault(state, few))));
      return new Unsent(completed);
    }
  }
}
