package io.github.registrationmail.operation;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of the operations, as replicas work on them: each by one replica, which has claimed it
 * for a while. A batch counts in the transaction that it is, so none counts twice and none is left
 * out, whoever was killed or cut off.
 */
@Singleton
class WorkRepository {

  /** After which another replica goes on with what one has left. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** The one that has waited longest, so that each gets its turn. */
  private static final String NEXT =
      """
      select id from operation
      where state = 'RUNNING' and (claimed_until <= utc_timestamp(3) or claim = ?)
      order by updated_at, id
      limit 1
      """;

  private static final String CLAIM =
      """
      update operation set claim = ?, claimed_until = utc_timestamp(3) + interval ? microsecond
      where id = ? and state = 'RUNNING' and (claimed_until <= utc_timestamp(3) or claim = ?)
      """;

  private static final String WORK =
      """
      select id, kind, filter, newest, batches, position from operation
      where id = ? and state = 'RUNNING' and claim = ?
      """;

  private static final String LOCK =
      """
      select id from operation
      where id = ? and state = 'RUNNING' and claim = ? and batches = ?
      for update
      """;

  /** Those of the list that still fit; MySQL locks no rows of a {@code json_table}. */
  private static final String LOCK_MAILS =
      """
      select registration.id
      from (select * from json_table(?, '$[*]' columns (
        id bigint unsigned path '$')) as listed) as meant
      straight_join registration force index (primary) on registration.id = meant.id
      where %s
      for update
      """;

  private static final String ADVANCE =
      """
      update operation
      set looked = looked + ?, changed = changed + ?, batches = batches + 1, position = ?,
        claimed_until = utc_timestamp(3) + interval ? microsecond, updated_at = utc_timestamp(3)
      where id = ?
      """;

  /** What else an UPDATE sets when an operation is over: the same may begin, no address is left. */
  static final String OVER =
      """
      running = null, claim = null, position = null,
        filter = regexp_replace(filter, 'email=[^&]*', 'email=***'),
        finished_at = utc_timestamp(3), updated_at = utc_timestamp(3)\
      """;

  private static final String END =
      """
      update operation
      set state = ?, error = ?, %s
      where id = ? and state = 'RUNNING' and claim = ?
      """
          .formatted(OVER);

  private static final String RELEASE =
      "update operation set claimed_until = utc_timestamp(3) where state = 'RUNNING' and claim = ?";

  private final Database database;

  WorkRepository(Database database) {
    this.database = database;
  }

  /** Takes one for this replica, of its own or one that nobody works on. */
  Uni<Optional<Long>> claim(long holder) {
    return database
        .execute(NEXT, Tuple.of(holder))
        .map(rows -> ResultRows.first(rows, row -> row.getLong("id")))
        .chain(
            found ->
                found
                    .map(id -> claim(id, holder))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<Long>> claim(long id, long holder) {
    return database
        .execute(CLAIM, Tuple.of(holder, MICROSECONDS.convert(LEASE), id, holder))
        .map(claimed -> claimed.rowCount() == 1 ? Optional.of(id) : Optional.empty());
  }

  /** What is left to do; empty if it is not this replica's, or not running any more. */
  Uni<Optional<Work>> work(long id, long holder) {
    return database
        .execute(WORK, Tuple.of(id, holder))
        .map(rows -> ResultRows.first(rows, WorkRepository::work));
  }

  /** In one transaction; empty if somebody has changed the operation since it was read. */
  <T> Uni<Optional<T>> inTurn(Work work, long holder, Function<SqlConnection, Uni<T>> batch) {
    return database.transaction(
        connection ->
            connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(work.id(), holder, work.batches()))
                .chain(
                    rows ->
                        rows.size() == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : batch.apply(connection).map(Optional::of)));
  }

  /** Locks those of these mails that the filter still means, and says which. */
  static Uni<List<Long>> lock(SqlConnection connection, MailFilter filter, List<Long> ascending) {
    return connection
        .preparedQuery(LOCK_MAILS.formatted(filter.conditions()))
        .execute(filter.parameters(Tuple.of(new JsonArray(ascending).encode())))
        .map(rows -> ResultRows.all(rows, row -> row.getLong("id")))
        .map(ids -> ids.stream().sorted().toList());
  }

  /**
   * Writes down what a batch has done.
   *
   * @param position where the next one begins
   */
  static Uni<Void> advance(
      SqlConnection connection, Work work, int looked, int changed, Optional<Position> position) {
    return connection
        .preparedQuery(ADVANCE)
        .execute(
            Tuple.of(
                looked,
                changed,
                position.map(Position::encode).orElse(null),
                MICROSECONDS.convert(LEASE),
                work.id()))
        .replaceWithVoid();
  }

  /** Ends it in the transaction of its last batch. */
  static Uni<Void> end(SqlConnection connection, Work work, long holder) {
    return connection
        .preparedQuery(END)
        .execute(Tuple.of(OperationState.DONE.name(), null, work.id(), holder))
        .replaceWithVoid();
  }

  /** It cannot go on; nothing happens if it is not this replica's any more. */
  Uni<Void> fail(long id, long holder, String error) {
    return database
        .execute(END, Tuple.of(OperationState.FAILED.name(), error, id, holder))
        .replaceWithVoid();
  }

  /** Lets other replicas go on at once with what is this one's. */
  Uni<Void> release(long holder) {
    return database.execute(RELEASE, Tuple.of(holder)).replaceWithVoid();
  }

  private static Work work(Row row) {
    return new Work(
        row.getLong("id"),
        OperationKind.valueOf(row.getString("kind")),
        row.getString("filter"),
        row.getLong("newest"),
        row.getLong("batches"),
        Optional.ofNullable(row.getString("position")).map(Position::decode));
  }
}
