package io.github.registrationmail.operation;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.search.MailFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The rows of the operations, as operators begin, see and steer them. */
@Singleton
class OperationRepository {

  private static final String COLUMNS =
      """
      id, kind, filter, state, expected, at_least, looked, changed, started_by, created_at,
      updated_at, finished_at, error
      """;

  private static final String NEWEST = "select coalesce(max(id), 0) as newest from registration";

  private static final String INSERT =
      """
      insert into operation(kind, filter, state, running, expected, at_least, newest, started_by,
        created_at, updated_at, claimed_until)
      values (?, ?, 'RUNNING', sha2(concat(?, ' ', ?), 256), ?, ?, ?, ?,
        utc_timestamp(3), utc_timestamp(3), utc_timestamp(3))
      """;

  private static final String FIND = "select " + COLUMNS + "from operation where id = ?";

  private static final String FIND_SAME =
      "select " + COLUMNS + "from operation where running = sha2(concat(?, ' ', ?), 256)";

  private static final String PAGE =
      "select " + COLUMNS + "from operation where id < ? order by id desc limit ?";

  private static final String RECENT =
      "select "
          + COLUMNS
          + """
          from (select * from operation order by id desc limit 10) as newest
          where finished_at is null or finished_at > utc_timestamp(3) - interval 10 minute
          order by id desc
          """;

  private static final String PAUSE =
      """
      update operation set state = 'PAUSED', claim = null, updated_at = utc_timestamp(3)
      where id = ? and state = 'RUNNING'
      """;

  private static final String RESUME =
      """
      update operation
      set state = 'RUNNING', claimed_until = utc_timestamp(3), updated_at = utc_timestamp(3)
      where id = ? and state = 'PAUSED'
      """;

  private static final String STOP =
      """
      update operation
      set state = 'STOPPED', %s
      where id = ? and state in ('RUNNING', 'PAUSED')
      """
          .formatted(WorkRepository.OVER);

  private static final String FORGET =
      """
      delete from operation
      where finished_at < utc_timestamp(3) - interval 90 day
      order by finished_at
      limit 100
      """;

  private final Database database;
  private final Reads reads;
  private final Audit audit;

  OperationRepository(Database database, Reads reads, Audit audit) {
    this.database = database;
    this.reads = reads;
    this.audit = audit;
  }

  /** The id of a new one; empty if the same is not over yet. */
  Uni<Optional<Long>> insert(OperationKind kind, MailFilter filter, Matching expected, String who) {
    int affected = (int) Math.min(Integer.MAX_VALUE, expected.matching());
    NewAction action = NewAction.of(who, kind.action(), filter.withoutAddress(), affected);
    return database
        .execute(NEWEST)
        .map(rows -> rows.iterator().next().getLong("newest"))
        .chain(newest -> insert(row(kind, filter.query(), expected, newest, action.who()), action))
        .map(Optional::of)
        .onFailure(Database::isDuplicate)
        .recoverWithItem(Optional.empty());
  }

  private Uni<Long> insert(Tuple row, NewAction action) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(inserted -> inserted.property(MySQLClient.LAST_INSERTED_ID))
                .call(id -> audit.record(connection, action)));
  }

  private static Tuple row(
      OperationKind kind, String query, Matching expected, long newest, String who) {
    return Tuple.tuple()
        .addString(kind.name())
        .addString(query)
        .addString(kind.name())
        .addString(query)
        .addLong(expected.matching())
        .addInteger(expected.atLeast() ? 1 : 0)
        .addLong(newest)
        .addString(who);
  }

  /** Empty when there is none with this id. */
  Uni<Optional<BulkOperation>> find(long id) {
    return database.execute(FIND, Tuple.of(id)).map(OperationRepository::first);
  }

  /** The one that is not over yet. */
  Uni<Optional<BulkOperation>> find(OperationKind kind, String filter) {
    return database
        .execute(FIND_SAME, Tuple.of(kind.name(), filter))
        .map(OperationRepository::first);
  }

  /** Newest first. */
  Uni<List<BulkOperation>> before(long id, int limit) {
    return reads
        .rows(PAGE, Tuple.of(id, limit))
        .map(rows -> ResultRows.all(rows, OperationRepository::operation));
  }

  /** Of the newest ones those that are not over, or have not been for long, newest first. */
  Uni<List<BulkOperation>> recent() {
    return reads.execute(RECENT).map(rows -> ResultRows.all(rows, OperationRepository::operation));
  }

  /** Whether it was this call that paused it. */
  Uni<Boolean> pause(long id, String who) {
    return change(PAUSE, id, ActionKind.PAUSE_OPERATION, who);
  }

  /** Whether it was this call that let it go on. */
  Uni<Boolean> resume(long id, String who) {
    return change(RESUME, id, ActionKind.RESUME_OPERATION, who);
  }

  /** Whether it was this call that stopped it. */
  Uni<Boolean> stop(long id, String who) {
    return change(STOP, id, ActionKind.STOP_OPERATION, who);
  }

  /** Deletes some of those that have been over for long. */
  Uni<Void> forget() {
    return database.execute(FORGET).replaceWithVoid();
  }

  private Uni<Boolean> change(String statement, long id, ActionKind action, String who) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(statement)
                .execute(Tuple.of(id))
                .map(changed -> changed.rowCount() == 1)
                .call(
                    done ->
                        done ? record(connection, id, action, who) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> record(SqlConnection connection, long id, ActionKind action, String who) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows -> operation(rows.iterator().next()).masked())
        .map(it -> NewAction.of(who, action, it.filter(), (int) it.changed()))
        .chain(kept -> audit.record(connection, kept));
  }

  private static Optional<BulkOperation> first(RowSet<Row> rows) {
    return ResultRows.first(rows, OperationRepository::operation);
  }

  private static BulkOperation operation(Row row) {
    return new BulkOperation(
        row.getLong("id"),
        OperationKind.valueOf(row.getString("kind")),
        row.getString("filter"),
        OperationState.valueOf(row.getString("state")),
        row.getLong("expected"),
        row.getInteger("at_least") == 1,
        row.getLong("looked"),
        row.getLong("changed"),
        row.getString("started_by"),
        ResultRows.instant(row, "created_at").orElseThrow(),
        ResultRows.instant(row, "updated_at").orElseThrow(),
        ResultRows.instant(row, "finished_at"),
        Optional.ofNullable(row.getString("error")));
  }
}
