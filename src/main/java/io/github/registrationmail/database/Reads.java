package io.github.registrationmail.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs what people look at, in a way that cannot hurt registrations and mails: on a few connections
 * of its own, and no longer than {@link DatabaseConfig#timeout()}, after which the server itself
 * ends the statement. A client that only stops waiting would leave it running, with its connection.
 */
@Singleton
public class Reads {

  /** Of one replica, in addition to those for all else. */
  static final int CONNECTIONS = 2;

  /** Begins what a connection prepares once and executes as often as it likes. */
  static final String PREPARED_ONCE = "/* prepared once */ ";

  private final Pool pool;
  private final Duration limit;

  Reads(Pool main, ConnectionPool pools, DatabaseConfig config) {
    var unused = main.size(); // which makes both, if nobody has used it yet
    this.pool = Pool.newInstance(pools.reads());
    this.limit = config.timeout().plus(config.connectTimeout());
  }

  /**
   * Runs one SELECT, prepared anew each time, so that it may be answered by an index alone;
   * whatever is not its own fault is {@link DatabaseUnavailable}.
   */
  public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
    return limited(() -> pool.preparedQuery(sql).execute(parameters));
  }

  /** The same for one that reads the rows anyhow; preparing it once saves a round trip. */
  public Uni<RowSet<Row>> rows(String sql, Tuple parameters) {
    return execute(PREPARED_ONCE + sql, parameters);
  }

  /** Runs one SELECT that takes no parameters: nothing is prepared, which saves a round trip. */
  public Uni<RowSet<Row>> execute(String sql) {
    return limited(() -> pool.query(sql).execute());
  }

  private Uni<RowSet<Row>> limited(Supplier<Uni<? extends RowSet<Row>>> statement) {
    return Database.inTime(limit, Uni.createFrom().<RowSet<Row>>deferred(statement));
  }
}
