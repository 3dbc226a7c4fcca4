package io.github.registrationmail.operator;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.Summary.Oldest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Counts what is not sent, from an index of it: the sent ones, nearly all, are not touched. */
@Singleton
class UnsentRepository {

  private static final String NEWEST =
      """
      select utc_timestamp(3) as now,
        coalesce((select max(id) from registration), 0) as registration,
        coalesce((select max(id) from mail_failure), 0) as failure
      """;

  private static final String COUNT =
      """
      select mail_state, count(*) as mails, min(id) as oldest
      from registration
      where mail_state in ('PENDING', 'QUEUED', 'SENDING', 'RETRYING', 'FAILED', 'CANCELLED')
      group by mail_state
      """;

  private static final String OLDEST =
      """
      select id, registered_at,
        greatest(0, timestampdiff(second, registered_at, utc_timestamp(3))) as age
      from registration where id = ?
      """;

  private final Database database;

  UnsentRepository(Database database) {
    this.database = database;
  }

  /** The time of MySQL and the newest rows. */
  Uni<Newest> newest() {
    return database.execute(NEWEST).map(rows -> newest(rows.iterator().next()));
  }

  Uni<Unsent> count() {
    return database.execute(COUNT).map(UnsentRepository::unsent);
  }

  Uni<Optional<Oldest>> find(OptionalLong id) {
    return id.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : database.execute(OLDEST, Tuple.of(id.getAsLong())).map(UnsentRepository::oldest);
  }

  private static Newest newest(Row row) {
    return new Newest(
        row.getLocalDateTime("now").toInstant(ZoneOffset.UTC),
        row.getLong("registration"),
        row.getLong("failure"));
  }

  private static Unsent unsent(RowSet<Row> rows) {
    Map<MailState, Long> mails = new EnumMap<>(MailState.class);
    LongStream.Builder oldest = LongStream.builder();
    for (Row row : rows) {
      MailState state = MailState.valueOf(row.getString("mail_state"));
      mails.put(state, row.getLong("mails"));
      if (state.isUnsent()) {
        oldest.add(row.getLong("oldest"));
      }
    }
    return new Unsent(mails, oldest.build().min());
  }

  private static Optional<Oldest> oldest(RowSet<Row> rows) {
    return ResultRows.first(rows, UnsentRepository::oldest);
  }

  private static Oldest oldest(Row row) {
    return new Oldest(
        row.getLong("id"),
        row.getLocalDateTime("registered_at").toInstant(ZoneOffset.UTC),
        row.getLong("age"));
  }

  /**
   * What the database has last.
   *
   * @param now by the clock of MySQL
   * @param registration highest id, 0 for none
   * @param failure highest id, 0 for none
   */
  record Newest(Instant now, long registration, long failure) {}

  /**
   * The mails in each state but SENT.
   *
   * @param oldest id of the oldest that is still to be sent
   */
  record Unsent(Map<MailState, Long> mails, OptionalLong oldest) {}
}
