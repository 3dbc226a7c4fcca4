package io.github.registrationmail.database;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two things of every connection that configuration cannot say.
 *
 * <p>A statement that waits for a connection fails before it is run, so that a request answered 503
 * has not been carried out behind the caller's back. And transactions are READ COMMITTED: the sweep
 * looks at a range of rows, which in MySQL's default isolation locks the gaps into which others
 * insert.
 */
@Singleton
final class ConnectionPool implements MySQLPoolCreator {

  private static final String ISOLATION = "set session transaction isolation level read committed";

  private final DatabaseConfig config;

  ConnectionPool(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    int millis = Math.toIntExact(config.connectTimeout().toMillis());
    input.mySQLConnectOptionsList().forEach(options -> options.setConnectTimeout(millis));
    input
        .poolOptions()
        .setConnectionTimeout(millis)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return MySQLBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(List.<SqlConnectOptions>copyOf(input.mySQLConnectOptionsList()))
        .withConnectHandler(ConnectionPool::prepare)
        .using(input.vertx())
        .build();
  }

  /** The connection goes into the pool when it is closed here. */
  private static void prepare(SqlConnection connection) {
    var unused = connection.query(ISOLATION).execute().onComplete(done -> release(connection));
  }

  private static void release(SqlConnection connection) {
    var unused = connection.close();
  }
}
