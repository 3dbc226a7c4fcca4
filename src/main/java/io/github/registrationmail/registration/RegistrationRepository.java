package io.github.registrationmail.registration;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registration rows: one INSERT writes the registration and its outbox. */
@Singleton
class RegistrationRepository {

  private static final int DUPLICATE_ENTRY = 1062;

  private static final String INSERT =
      """
      insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
        sweep_at, traceparent)
      values (?, ?, ?, ?, ?, 'PENDING', ?, utc_timestamp(3) + interval ? microsecond, ?)
      """;

  private static final String FIND =
      "select " + RegistrationRow.COLUMNS + " from registration where id = ?";

  private static final String FAILURES =
      """
      select attempt, failed_at, reason, next_delay_ms
      from mail_failure where user_id = ? order by id desc
      """;

  private final Database database;

  RegistrationRepository(Database database) {
    this.database = database;
  }

  /**
   * Stores a registration whose first attempt is due after {@code delay}; the sweep takes it over
   * after {@code sweepAfter}. Empty when the address is registered already.
   */
  Uni<Optional<Registration>> insert(Accepted accepted, Duration delay, Duration sweepAfter) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    Tuple parameters =
        Tuple.tuple()
            .addString(accepted.email())
            .addString(accepted.emailKey())
            .addString(accepted.name())
            .addString(accepted.locale())
            .addLocalDateTime(now.atOffset(ZoneOffset.UTC).toLocalDateTime())
            .addLocalDateTime(now.plus(delay).atOffset(ZoneOffset.UTC).toLocalDateTime())
            .addLong(sweepAfter.toNanos() / 1000)
            .addString(Traces.current().orElse(null));
    return database
        .execute(INSERT, parameters)
        .map(result -> Optional.of(registered(result, accepted, now, delay)))
        .onFailure(RegistrationRepository::isDuplicate)
        .recoverWithItem(Optional.empty());
  }

  Uni<Optional<Registration>> find(long id) {
    return database.execute(FIND, Tuple.of(id)).map(RegistrationRepository::first);
  }

  /** The failed attempts of a registration, newest first. */
  Uni<List<Failure>> failures(long id) {
    return database.execute(FAILURES, Tuple.of(id)).map(RegistrationRepository::failures);
  }

  private static Registration registered(
      RowSet<Row> result, Accepted accepted, Instant now, Duration delay) {
    return new Registration(
        result.property(MySQLClient.LAST_INSERTED_ID),
        accepted.email(),
        accepted.name(),
        accepted.locale(),
        now,
        Registration.Mail.registered(now.plus(delay)));
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof MySQLException answer && answer.getErrorCode() == DUPLICATE_ENTRY;
  }

  private static Optional<Registration> first(RowSet<Row> rows) {
    RowIterator<Row> iterator = rows.iterator();
    return iterator.hasNext()
        ? Optional.of(RegistrationRow.read(iterator.next()))
        : Optional.empty();
  }

  private static List<Failure> failures(RowSet<Row> rows) {
    List<Failure> failures = new ArrayList<>(rows.size());
    for (Row row : rows) {
      failures.add(
          new Failure(
              row.getInteger("attempt"),
              RegistrationRow.instant(row, "failed_at").orElseThrow(),
              row.getString("reason"),
              Optional.ofNullable(row.getLong("next_delay_ms"))));
    }
    return failures;
  }
}
