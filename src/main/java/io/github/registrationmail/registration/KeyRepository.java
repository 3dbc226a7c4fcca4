package io.github.registrationmail.registration;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The idempotency keys of the registration rows. One counts for 24 hours; after them it stays where
 * it is, until somebody uses it anew.
 */
@Singleton
class KeyRepository {

  private static final String FIND =
      """
      select id, email, name, locale, registered_at, fingerprint,
        registered_at <= utc_timestamp(3) - interval 24 hour as expired
      from registration where idempotency_key = ?
      """;

  private static final String FORGET =
      """
      update registration set idempotency_key = null, fingerprint = null
      where id = ? and registered_at <= utc_timestamp(3) - interval 24 hour
      """;

  /**
   * Who was registered with a key.
   *
   * @param registration as it was then
   */
  record Keyed(Registration registration, String fingerprint, boolean isExpired) {}

  private final Database database;
  private final Duration firstDelay;

  KeyRepository(Database database, Backoff backoff) {
    this.database = database;
    this.firstDelay = backoff.before(1);
  }

  Uni<Optional<Keyed>> find(String key) {
    return database.execute(FIND, Tuple.of(key)).map(this::first);
  }

  /** Of an expired one. */
  Uni<Void> forget(Keyed keyed) {
    return database.execute(FORGET, Tuple.of(keyed.registration().id())).replaceWithVoid();
  }

  private Optional<Keyed> first(RowSet<Row> rows) {
    return ResultRows.first(rows, this::keyed);
  }

  private Keyed keyed(Row row) {
    return new Keyed(
        Registration.registered(
            row.getLong("id"),
            row.getString("email"),
            row.getString("name"),
            row.getString("locale"),
            ResultRows.instant(row, "registered_at").orElseThrow(),
            firstDelay),
        row.getString("fingerprint"),
        row.getInteger("expired") == 1);
  }
}
