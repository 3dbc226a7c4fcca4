package io.github.registrationmail.registration;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.dispatch.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Inserts registrations: one row is the registration and its own outbox. Those that arrive together
 * are inserted together; if MySQL refuses that, each is tried alone.
 */
@Singleton
class InsertRepository {

  private static final String ONE =
      """
      insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
        sweep_at, traceparent, template, data, idempotency_key, fingerprint, validated)
      values (?, ?, ?, ?, ?, 'PENDING', utc_timestamp(3) + interval ? microsecond,
        utc_timestamp(3) + interval ? microsecond, ?, ?, ?, ?, ?, 1)
      """;

  private static final String MANY = many("", "");

  /** Apart, because every path is looked for in each row. */
  private static final String MANY_WITH_KEY =
      many(
          ", idempotency_key, fingerprint",
          """
          ,
          idempotency_key varchar(500) character set ascii path '$.idempotency_key',
          fingerprint varchar(500) character set ascii path '$.fingerprint'\
          """);

  /** In the same transaction: once that is committed, a consumer may replace the token in claim. */
  private static final String INSERTED =
      """
      select registration.id, registration.email_key
      from json_table(?, '$[*]' columns (
        email_key varchar(254) character set utf8mb4 path '$.email_key')) as accepted
      straight_join registration on registration.email_key = accepted.email_key
      where registration.claim = ?
      """;

  private final Database database;
  private final BatchOrAlone<NewRow, Optional<Long>> inserts;
  private final long delayMicros;

  InsertRepository(Database database, BatchConfig batch, Backoff backoff) {
    this.database = database;
    this.inserts = new BatchOrAlone<>(batch, this::insertAlone, this::insertTogether);
    this.delayMicros = MICROSECONDS.convert(backoff.before(1));
  }

  /**
   * A row that is accepted now, by the clock that the others are stamped by as well.
   *
   * @param sweepAfter see {@link NewRow#sweepAfter}
   */
  NewRow accept(
      NewRegistration.Accepted accepted,
      Optional<String> traceparent,
      Duration sweepAfter,
      Optional<Idempotency> idempotency) {
    return new NewRow(accepted, database.now(), traceparent, sweepAfter, idempotency);
  }

  /** The id of the new row; empty when the address, or the key, has one already. */
  Uni<Optional<Long>> insert(NewRow row) {
    return database.registering(inserts.submit(row));
  }

  private Uni<Optional<Long>> insertAlone(NewRow row) {
    return database
        .execute(ONE, row.parameters(delayMicros))
        .map(result -> Optional.of(result.property(MySQLClient.LAST_INSERTED_ID)))
        .onFailure(Database::isDuplicate)
        .recoverWithItem(Optional.empty());
  }

  private Uni<List<Optional<Long>>> insertTogether(List<NewRow> rows) {
    String json = NewRow.json(rows);
    return rows.size() > 1 && !database.takes(json) ? inHalves(rows) : insertTogether(rows, json);
  }

  /** MySQL limits the size of a statement, and ends the connection of one that is larger. */
  private Uni<List<Optional<Long>>> inHalves(List<NewRow> rows) {
    int half = rows.size() / 2;
    return insertTogether(rows.subList(0, half))
        .chain(
            first ->
                insertTogether(rows.subList(half, rows.size()))
                    .map(second -> Stream.concat(first.stream(), second.stream()).toList()));
  }

  private Uni<List<Optional<Long>>> insertTogether(List<NewRow> rows, String json) {
    long token = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    boolean keyed = rows.stream().anyMatch(row -> row.idempotency().isPresent());
    String sql = keyed ? MANY_WITH_KEY : MANY;
    return database
        .transaction(
            connection ->
                connection
                    .preparedQuery(sql)
                    .execute(Tuple.of(delayMicros, token, json))
                    .chain(() -> inserted(connection, json, token)))
        .map(ids -> rows.stream().map(row -> first(ids, row)).toList());
  }

  /**
   * An address that is registered already is passed over, as is a key that was used. The columns of
   * the list are wider than those of the table: what does not fit is cut without a word there, and
   * refused here. They name their character set, which else is that of the database.
   */
  private static String many(String columns, String paths) {
    return """
    insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
      sweep_at, claim, validated, traceparent, template, data%1$s)
    select email, email_key, name, locale, registered_at, 'PENDING',
      utc_timestamp(3) + interval ? microsecond, utc_timestamp(3) + interval sweep_us microsecond,
      ?, 1, traceparent, template, data%1$s
    from json_table(?, '$[*]' columns (
      email varchar(500) character set utf8mb4 path '$.email',
      email_key varchar(500) character set utf8mb4 path '$.email_key',
      name varchar(500) character set utf8mb4 path '$.name',
      locale varchar(500) character set utf8mb4 path '$.locale',
      registered_at datetime(3) path '$.registered_at',
      sweep_us bigint unsigned path '$.sweep_us',
      traceparent varchar(500) character set utf8mb4 path '$.traceparent',
      template varchar(500) character set utf8mb4 path '$.template',
      data varchar(8192) character set utf8mb4 path '$.data'%2$s)) as accepted
    on duplicate key update email_key = registration.email_key
    """
        .formatted(columns, paths);
  }

  private static Uni<Map<String, Long>> inserted(
      SqlConnection connection, String json, long token) {
    return connection
        .preparedQuery(INSERTED)
        .execute(Tuple.of(json, token))
        .map(InsertRepository::idsByAddress);
  }

  private static Map<String, Long> idsByAddress(RowSet<Row> rows) {
    Map<String, Long> ids = new HashMap<>();
    rows.forEach(row -> ids.put(row.getString("email_key"), row.getLong("id")));
    return ids;
  }

  /** If an address is in the batch twice, the first one is registered. */
  private static Optional<Long> first(Map<String, Long> ids, NewRow row) {
    return Optional.ofNullable(ids.remove(row.emailKey()));
  }
}
