package io.github.registrationmail.events;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.dispatch.MailState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes events due, always in the transaction in which they happen, and after the statement that
 * locks the row: so the ids of a registration's events are in the order of its changes. While
 * nobody wants events it adds nothing, not even the transaction.
 */
@Singleton
public class Events {

  /** A reason that repeats the address is not to carry it out of here. */
  private static final String MAILS =
      """
      insert into due_event(sink, user_id, type, attempt, template, reason, happened_at, due_at)
      select sinks.sink, registration.id, concat('mail.', lower(mail_state)), attempt, template,
        if(mail_state = 'FAILED',
          left(regexp_replace(last_error, '[^ <>"]+@[^ <>"]+', '(address)'), 500), null),
        if(mail_state = 'SENT', sent_at, utc_timestamp(3)), utc_timestamp(3)
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as ended
      straight_join registration force index (primary) on registration.id = ended.id
      straight_join json_table(?, '$[*]' columns (sink varchar(8) path '$')) as sinks
      where mail_state = ?
      """;

  /** The list is a table of its own, because MySQL locks no rows of a {@code json_table}. */
  private static final String LOCK =
      """
      select registration.id, mail_state
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$')) as listed) as moving
      straight_join registration force index (primary) on registration.id = moving.id
      for update
      """;

  private static final String ERASED =
      """
      insert into due_event(sink, user_id, type, happened_at, due_at)
      select sinks.sink, registration.id, 'registration.erased', utc_timestamp(3), utc_timestamp(3)
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as erased
      straight_join registration force index (primary) on registration.id = erased.id
      straight_join json_table(?, '$[*]' columns (sink varchar(8) path '$')) as sinks
      """;

  private final Database database;
  private final Sinks sinks;

  Events(Database database, Sinks sinks) {
    this.database = database;
    this.sinks = sinks;
  }

  /**
   * Runs the statement that moves these mails to the state, and makes their events due with it: of
   * those that it moves, while others may have been there before.
   *
   * @param ids ascending
   */
  public Uni<RowSet<Row>> moving(MailState to, List<Long> ids, String statement, Tuple parameters) {
    return sinks.isAny()
        ? database.transaction(connection -> moving(connection, to, ids, statement, parameters))
        : database.execute(statement, parameters);
  }

  /** The same in a transaction that there is. */
  public Uni<RowSet<Row>> moving(
      SqlConnection connection, MailState to, List<Long> ids, String statement, Tuple parameters) {
    return sinks.isAny()
        ? elsewhere(connection, to, ids)
            .chain(from -> move(connection, to, from, statement, parameters))
        : connection.preparedQuery(statement).execute(parameters);
  }

  private Uni<RowSet<Row>> move(
      SqlConnection connection, MailState to, List<Long> ids, String statement, Tuple parameters) {
    return connection
        .preparedQuery(statement)
        .execute(parameters)
        .call(moved -> ended(connection, to, moved.rowCount() == 0 ? List.of() : ids));
  }

  /** Those that are in another state, all locked. */
  private static Uni<List<Long>> elsewhere(
      SqlConnection connection, MailState state, List<Long> ids) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(json(ids)))
        .map(rows -> elsewhere(rows, state));
  }

  private static List<Long> elsewhere(RowSet<Row> rows, MailState state) {
    List<Long> ids = new ArrayList<>();
    rows.forEach(
        row -> {
          if (MailState.valueOf(row.getString("mail_state")) != state) {
            ids.add(row.getLong("id"));
          }
        });
    return ids;
  }

  /** The transaction has moved these mails to the state; those that are in another are left out. */
  public Uni<Void> ended(SqlConnection connection, MailState state, List<Long> ids) {
    return add(connection, ids, MAILS, Tuple.of(json(ids), sinks.json(), state.name()));
  }

  /** The transaction has locked these registrations and is going to delete them. */
  public Uni<Void> erased(SqlConnection connection, List<Long> ids) {
    return add(connection, ids, ERASED, Tuple.of(json(ids), sinks.json()));
  }

  private Uni<Void> add(SqlConnection connection, List<Long> ids, String sql, Tuple parameters) {
    return sinks.isAny() && !ids.isEmpty()
        ? connection.preparedQuery(sql).execute(parameters).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private static String json(List<Long> ids) {
    return new JsonArray(ids).encode();
  }
}
