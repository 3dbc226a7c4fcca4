package io.github.registrationmail.audit;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of what operators have done. */
@Singleton
class AuditRepository {

  private static final String INSERT =
      """
      insert into operator_action(at, who, action, registration_id, filter, affected)
      values (utc_timestamp(3), ?, ?, ?, ?, ?)
      """;

  private static final String ALL =
      """
      select id, at, who, action, registration_id, filter, affected
      from operator_action where id < ? order by id desc limit ?
      """;

  private static final String OF_ONE =
      """
      select id, at, who, action, registration_id, filter, affected
      from operator_action where who = ? and id < ? order by id desc limit ?
      """;

  private static final String ABOUT =
      """
      select id, at, who, action, registration_id, filter, affected
      from operator_action where registration_id = ? and who = coalesce(?, who) and id < ?
      order by id desc limit ?
      """;

  private static final String PRUNE =
      """
      delete from operator_action
      where at < utc_timestamp(3) - interval ? microsecond
      order by at
      limit ?
      """;

  private final Database database;
  private final Reads reads;

  AuditRepository(Database database, Reads reads) {
    this.database = database;
    this.reads = reads;
  }

  Uni<Void> insert(SqlConnection connection, NewAction action) {
    return connection.preparedQuery(INSERT).execute(parameters(action)).replaceWithVoid();
  }

  Uni<Void> insert(NewAction action) {
    return database.execute(INSERT, parameters(action)).replaceWithVoid();
  }

  Uni<List<PastAction>> find(
      OptionalLong registration, Optional<String> who, long before, int limit) {
    Tuple page = Tuple.tuple();
    registration.ifPresent(page::addLong);
    if (registration.isPresent() || who.isPresent()) {
      page.addValue(who.orElse(null));
    }
    String statement = registration.isPresent() ? ABOUT : who.isPresent() ? OF_ONE : ALL;
    return reads
        .rows(statement, page.addLong(before).addInteger(limit))
        .map(rows -> ResultRows.all(rows, AuditRepository::action));
  }

  Uni<Integer> deleteOlder(Duration age, int limit) {
    return database
        .execute(PRUNE, Tuple.of(MICROSECONDS.convert(age), limit))
        .map(result -> result.rowCount());
  }

  private static Tuple parameters(NewAction action) {
    return Tuple.tuple()
        .addString(action.who())
        .addString(action.kind().name())
        .addValue(action.registration().isPresent() ? action.registration().getAsLong() : null)
        .addValue(action.filter().orElse(null))
        .addInteger(action.affected());
  }

  private static PastAction action(Row row) {
    return new PastAction(
        row.getLong("id"),
        ResultRows.instant(row, "at").orElseThrow(),
        row.getString("who"),
        row.getString("action"),
        Optional.ofNullable(row.getLong("registration_id")),
        Optional.ofNullable(row.getString("filter")),
        row.getInteger("affected"));
  }
}
