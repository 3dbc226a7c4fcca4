package io.github.registrationmail.database;

import io.github.registrationmail.async.Seldom;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sets up each connection in ways that no configuration key can.
 *
 * <p>A statement that waits for a connection fails before it is run, so that a request answered 503
 * has not been carried out behind the caller's back. Each session is set to what our statements
 * take for granted. Transactions are READ COMMITTED: the sweep looks at a range of rows, which in
 * MySQL's default isolation locks the gaps into which others insert.
 *
 * <p>Nothing outlives what hangs. A statement waits a second for a lock, not MySQL's 50, in which
 * it would keep its own locks and its connection. A connection that is not answered any more is
 * given up after some seconds, not when TCP does. And MySQL gives up one of ours that is silent,
 * with its locks: the process at its other end was frozen or lost. Idle ones are closed before
 * either could happen to them. Busy ones are replaced every half minute: a connection keeps the
 * privileges, the limits and the host of the time when it was made.
 *
 * <p>Beside the pool for all there is a small one for {@link Reads}.
 */
@Singleton
final class ConnectionPool implements MySQLPoolCreator {

  private static final Logger LOG = Logger.getLogger(ConnectionPool.class);

  private static final String SERVER =
      "select utc_timestamp(6) as now, @@max_allowed_packet as packet";

  /** MySQL ends this connection. */
  private static final String END = "kill connection_id()";

  private static final Duration IDLE = Duration.ofSeconds(8);
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final DatabaseConfig config;
  private final DatabaseClock clock;
  private final PacketLimit limit;
  private final List<String> beginning;
  private final List<String> reading;
  private volatile Optional<Pool> reads = Optional.empty();
  private final Seldom warnings = new Seldom();

  ConnectionPool(DatabaseConfig config, DatabaseClock clock, PacketLimit limit) {
    this.config = config;
    this.clock = clock;
    this.limit = limit;
    Duration silence = unanswered().multipliedBy(2);
    this.beginning = Session.beginning(silence);
    this.reading = Session.reading(silence, config.timeout());
  }

  @Override
  public Pool create(Input input) {
    int millis = Math.toIntExact(config.connectTimeout().toMillis());
    int unanswered = Math.toIntExact(unanswered().toSeconds());
    input
        .mySQLConnectOptionsList()
        .forEach(
            options -> {
              options
                  .setConnectTimeout(millis)
                  .setReadIdleTimeout(unanswered)
                  .setIdleTimeoutUnit(TimeUnit.SECONDS);
              config.tls().apply(options, config);
            });
    input
        .poolOptions()
        .setConnectionTimeout(millis)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(IDLE.toSeconds()))
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxLifetime(Math.toIntExact(LIFETIME.toSeconds()))
        .setMaxLifetimeUnit(TimeUnit.SECONDS);
    List<SqlConnectOptions> servers = List.copyOf(input.mySQLConnectOptionsList());
    PoolOptions few = new PoolOptions(input.poolOptions()).setMaxSize(Reads.CONNECTIONS);
    reads = Optional.of(pool(input, anewUnlessOfRows(servers), few, reading));
    return pool(input, servers, input.poolOptions(), beginning);
  }

  /** Made together with the pool for all. */
  Pool reads() {
    return reads.orElseThrow();
  }

  @PreDestroy
  void close() {
    reads.ifPresent(Pool::close);
  }

  /**
   * Each execution is prepared anew, unless it reads rows anyhow: when MariaDB (10.11.19, 11.4.5)
   * executes a prepared statement again, it goes by what the last statement of anybody on the same
   * open table has read, no longer takes an index for covering, and reads the rows for a count.
   */
  private static List<SqlConnectOptions> anewUnlessOfRows(List<SqlConnectOptions> servers) {
    return servers.stream()
        .map(SqlConnectOptions::new)
        .map(
            options ->
                options
                    .setCachePreparedStatements(true)
                    .setPreparedStatementCacheSqlFilter(sql -> sql.startsWith(Reads.PREPARED_ONCE)))
        .toList();
  }

  private Pool pool(
      Input input, List<SqlConnectOptions> servers, PoolOptions options, List<String> session) {
    return MySQLBuilder.pool()
        .with(options)
        .connectingTo(servers)
        .withConnectHandler(connection -> prepare(connection, session))
        .using(input.vertx())
        .build();
  }

  /** Longer than a connection may be idle and then run a statement. */
  private Duration unanswered() {
    return IDLE.plus(config.timeout()).plusSeconds(2);
  }

  /** The connection goes into the pool when it is closed here. */
  private void prepare(SqlConnection connection, List<String> session) {
    Future<?> prepared = Future.succeededFuture();
    for (String statement : session) {
      prepared = prepared.compose(done -> connection.query(statement).execute());
    }
    var unused =
        prepared
            .compose(done -> askTheServer(connection))
            .recover(failure -> giveUp(connection, failure))
            .onComplete(done -> release(connection));
  }

  private Future<Void> askTheServer(SqlConnection connection) {
    long asked = System.nanoTime();
    return connection
        .query(SERVER)
        .execute()
        .map(rows -> rows.iterator().next())
        .onSuccess(server -> heed(server, Duration.ofNanos(System.nanoTime() - asked)))
        .mapEmpty();
  }

  private void heed(Row server, Duration took) {
    clock.set(server.getLocalDateTime("now").toInstant(ZoneOffset.UTC), took);
    limit.set(server.getLong("packet"));
  }

  /** No statement of ours runs in a session that is not as it must be. */
  private Future<Void> giveUp(SqlConnection connection, Throwable failure) {
    warnings.say(
        missed -> LOG.warnf("a connection to MySQL cannot be prepared: %s", failure.getMessage()));
    return connection.query(END).execute().mapEmpty();
  }

  private static void release(SqlConnection connection) {
    var unused = connection.close();
  }
}
