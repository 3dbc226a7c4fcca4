package io.github.registrationmail.registration;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registration rows, as they are looked up. */
@Singleton
class RegistrationRepository {

  private static final String FIND =
      "select " + RegistrationRow.COLUMNS + " from registration where id = ?";

  private static final String FAILURES =
      """
      select id, attempt, failed_at, reason, counted, next_delay_ms
      from mail_failure where user_id = ? and id < ? order by id desc limit ?
      """;

  private static final String OLDER =
      "select count(*) as older from mail_failure where user_id = ? and id < ?";

  private static final String RESENDS =
      """
      select attempt, resent_at, sent_at, reply
      from mail_resend where user_id = ? order by id desc
      """;

  private final Reads reads;

  RegistrationRepository(Reads reads) {
    this.reads = reads;
  }

  Uni<Optional<Registration>> find(long id) {
    return reads.rows(FIND, Tuple.of(id)).map(RegistrationRepository::first);
  }

  /** The failed attempts of a registration before the one with that id, newest first. */
  Uni<FailurePage> failures(long id, long before, int limit) {
    // one row more than wanted tells whether there is a next page
    return reads
        .rows(FAILURES, Tuple.of(id, before, limit + 1))
        .map(rows -> FailurePage.of(failures(rows), limit));
  }

  /** How many failed attempts there are before the one with that id. */
  Uni<Long> countFailures(long id, long before) {
    return reads
        .execute(OLDER, Tuple.of(id, before))
        .map(rows -> rows.iterator().next().getLong("older"));
  }

  /** When the mail was sent again, newest first. */
  Uni<List<Resend>> resends(long id) {
    return reads.rows(RESENDS, Tuple.of(id)).map(RegistrationRepository::resends);
  }

  private static List<Resend> resends(RowSet<Row> rows) {
    List<Resend> resends = new ArrayList<>(rows.size());
    for (Row row : rows) {
      resends.add(
          new Resend(
              row.getInteger("attempt"),
              ResultRows.instant(row, "resent_at").orElseThrow(),
              ResultRows.instant(row, "sent_at"),
              Optional.ofNullable(row.getString("reply"))));
    }
    return resends;
  }

  private static Optional<Registration> first(RowSet<Row> rows) {
    return ResultRows.first(rows, RegistrationRow::read);
  }

  private static List<Failure> failures(RowSet<Row> rows) {
    List<Failure> failures = new ArrayList<>(rows.size());
    for (Row row : rows) {
      failures.add(
          new Failure(
              row.getLong("id"),
              row.getInteger("attempt"),
              ResultRows.instant(row, "failed_at").orElseThrow(),
              row.getString("reason"),
              row.getInteger("counted") == 1,
              Optional.ofNullable(row.getLong("next_delay_ms"))));
    }
    return failures;
  }
}
