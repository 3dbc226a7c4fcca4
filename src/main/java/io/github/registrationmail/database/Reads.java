package io.github.registrationmail.database;

import io.github.registrationmail.async.TimeLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Runs what people look at, in a way that cannot hurt registrations and mails: on a few connections
 * of its own, and no longer than {@link DatabaseConfig#timeout()}, after which the server itself
 * ends the statement. A client that only stops waiting would leave it running, with its connection.
 */
@Singleton
public class Reads {

  /** Of one replica, in addition to those for all else. */
  static final int CONNECTIONS = 2;

  private final Pool pool;
  private final Duration limit;

  Reads(Pool main, ConnectionPool pools, DatabaseConfig config) {
    var unused = main.size(); // which makes both, if nobody has used it yet
    this.pool = Pool.newInstance(pools.reads());
    this.limit = config.timeout().plus(config.connectTimeout());
  }

  /** Runs one prepared SELECT; whatever is not its own fault is {@link DatabaseUnavailable}. */
  public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
    Uni<RowSet<Row>> rows =
        Uni.createFrom().deferred(() -> pool.preparedQuery(sql).execute(parameters));
    return TimeLimit.of(limit, rows)
        .onFailure(Database::isAway)
        .transform(DatabaseUnavailable::new);
  }

  /** Runs one prepared SELECT that takes no parameters. */
  public Uni<RowSet<Row>> execute(String sql) {
    return execute(sql, Tuple.tuple());
  }
}
