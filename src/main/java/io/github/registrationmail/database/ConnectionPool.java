package io.github.registrationmail.database;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What configuration cannot say of every connection.
 *
 * <p>A statement that waits for a connection fails before it is run, so that a request answered 503
 * has not been carried out behind the caller's back. Transactions are READ COMMITTED: the sweep
 * looks at a range of rows, which in MySQL's default isolation locks the gaps into which others
 * insert.
 *
 * <p>Nothing outlives what hangs. A statement waits a second for a lock, not MySQL's 50, in which
 * it would keep its own locks and its connection. A connection that is not answered any more is
 * given up after some seconds, not when TCP does. And MySQL gives up one of ours that is silent,
 * with its locks: the process at its other end was frozen or lost. Idle ones are closed before
 * either could happen to them.
 */
@Singleton
final class ConnectionPool implements MySQLPoolCreator {

  private static final String ISOLATION = "set session transaction isolation level read committed";
  private static final String LIMITS =
      "set session innodb_lock_wait_timeout = 1, session wait_timeout = %d";
  private static final Duration IDLE = Duration.ofSeconds(8);

  private final DatabaseConfig config;

  ConnectionPool(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    int millis = Math.toIntExact(config.connectTimeout().toMillis());
    int unanswered = Math.toIntExact(unanswered().toSeconds());
    input
        .mySQLConnectOptionsList()
        .forEach(
            options ->
                options
                    .setConnectTimeout(millis)
                    .setReadIdleTimeout(unanswered)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS));
    input
        .poolOptions()
        .setConnectionTimeout(millis)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(IDLE.toSeconds()))
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return MySQLBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(List.<SqlConnectOptions>copyOf(input.mySQLConnectOptionsList()))
        .withConnectHandler(this::prepare)
        .using(input.vertx())
        .build();
  }

  /** Longer than a connection may be idle and then run a statement. */
  private Duration unanswered() {
    return IDLE.plus(config.timeout()).plusSeconds(2);
  }

  /** The connection goes into the pool when it is closed here. */
  private void prepare(SqlConnection connection) {
    String limits = LIMITS.formatted(unanswered().multipliedBy(2).toSeconds());
    var unused =
        connection
            .query(ISOLATION)
            .execute()
            .compose(isolated -> connection.query(limits).execute())
            .onComplete(done -> release(connection));
  }

  private static void release(SqlConnection connection) {
    var unused = connection.close();
  }
}
