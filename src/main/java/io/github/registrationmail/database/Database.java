package io.github.registrationmail.database;

import io.github.registrationmail.time.TimeLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs statements on the pool within the time limit; whatever says that the server is away, not
 * that the statement is wrong, becomes {@link DatabaseUnavailable}.
 */
@Singleton
public class Database {

  /**
   * Server answers that pass by themselves: too many connections, shutting down, read-only, lock
   * wait, deadlock. See the MySQL error message reference.
   */
  private static final Set<Integer> PASSING =
      Set.of(1040, 1053, 1077, 1203, 1205, 1213, 1290, 1927);

  private static final int DEADLOCK = 1213;
  private static final Duration SHORT_WAIT = Duration.ofMillis(10);
  private static final int RETRIES = 5;

  private final Pool pool;
  private final Duration timeout;

  Database(Pool pool, DatabaseConfig config) {
    this.pool = pool;
    this.timeout = config.timeout();
  }

  /** Runs one prepared statement. */
  public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
    return within(Uni.createFrom().deferred(() -> pool.preparedQuery(sql).execute(parameters)));
  }

  /** Runs one prepared statement that takes no parameters. */
  public Uni<RowSet<Row>> execute(String sql) {
    return execute(sql, Tuple.tuple());
  }

  /** Runs the work in one transaction: committed when it yields an item, rolled back when not. */
  public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
    return within(Uni.createFrom().deferred(() -> pool.withTransaction(work)));
  }

  /** Gives the work, with what it waits for before, no longer than one statement. */
  public <T> Uni<T> inTime(Uni<T> work) {
    return TimeLimit.of(timeout, work)
        .onFailure(Database::isAway)
        .transform(DatabaseUnavailable::new);
  }

  private <T> Uni<T> within(Uni<T> statement) {
    return inTime(
        statement.onFailure(Database::isDeadlock).retry().withBackOff(SHORT_WAIT).atMost(RETRIES));
  }

  /** MySQL has rolled it back, to be tried again. */
  private static boolean isDeadlock(Throwable failure) {
    return failure instanceof MySQLException answer && answer.getErrorCode() == DEADLOCK;
  }

  private static boolean isAway(Throwable failure) {
    if (failure instanceof MySQLException answer) {
      return PASSING.contains(answer.getErrorCode());
    }
    return failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof io.smallrye.mutiny.TimeoutException
        || failure instanceof VertxException
        || isConnectionClosed(failure);
  }

  /** The client reports a lost connection with exception types that are not public. */
  private static boolean isConnectionClosed(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("io.vertx.") || name.startsWith("io.netty.");
  }
}
