package io.github.registrationmail.database;

import io.github.registrationmail.async.TimeLimit;
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
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs statements on the pool within the time limit; whatever says that the server is away, not
 * that the statement is wrong, becomes {@link DatabaseUnavailable}.
 */
@Singleton
public class Database {

  private static final int DEADLOCK = 1213;
  private static final Duration SHORT_WAIT = Duration.ofMillis(10);
  private static final int RETRIES = 5;
  private static final int DUPLICATE_ENTRY = 1062;

  /** Later than any. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(9999, 1, 1, 0, 0);

  private final Pool pool;
  private final Duration timeout;
  private final DatabaseClock clock;
  private final PacketLimit limit;
  private final LastRefusal refusal = new LastRefusal(System::nanoTime);

  Database(Pool pool, DatabaseConfig config, DatabaseClock clock, PacketLimit limit) {
    this.pool = pool;
    this.timeout = config.timeout();
    this.clock = clock;
    this.limit = limit;
  }

  /** By the clock of MySQL, as exact as its columns keep it. */
  public Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What is overdue must be so by this time too, and not only by the clock of MySQL: when that
   * jumps forward, those who hold a claim need a while to renew it.
   *
   * @param renewed the while
   */
  public LocalDateTime overdueBy(Duration renewed) {
    return clock
        .settled(renewed)
        .map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC))
        .orElse(NO_TIME);
  }

  /** Whether a statement with this parameter is small enough for MySQL. */
  public boolean takes(String parameter) {
    return limit.takes(parameter);
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
    return inTime(timeout, work);
  }

  /** The same with another limit. */
  static <T> Uni<T> inTime(Duration limit, Uni<T> work) {
    return TimeLimit.of(limit, work)
        .onFailure(Database::isAway)
        .transform(DatabaseUnavailable::new);
  }

  /** The same for a registration: readiness is down for a moment after MySQL has refused one. */
  public <T> Uni<T> registering(Uni<T> work) {
    return inTime(work)
        .invoke(refusal::clear)
        .onFailure(DatabaseUnavailable.class)
        .invoke(failure -> refusal.note((DatabaseUnavailable) failure));
  }

  Optional<String> lastRefusal() {
    return refusal.reason();
  }

  private <T> Uni<T> within(Uni<T> statement) {
    return inTime(
        statement.onFailure(Database::isDeadlock).retry().withBackOff(SHORT_WAIT).atMost(RETRIES));
  }

  /** Whether a statement failed because a row has that key already. */
  public static boolean isDuplicate(Throwable failure) {
    return failure instanceof MySQLException answer && answer.getErrorCode() == DUPLICATE_ENTRY;
  }

  /** MySQL has rolled it back, to be tried again. */
  private static boolean isDeadlock(Throwable failure) {
    return failure instanceof MySQLException answer && answer.getErrorCode() == DEADLOCK;
  }

  static boolean isAway(Throwable failure) {
    if (failure instanceof MySQLException answer) {
      return Refusal.isOfServer(answer.getErrorCode(), answer.getSqlState());
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
