package io.github.registrationmail.database;

import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.Sql;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * The database without a service: production's pool and sessions on a server with its schema, which
 * all tests of a process share that ask for it. Nobody else moves its rows.
 */
public final class BareDatabase {

  /** A machine that is busy with other things is not what these tests look at. */
  private static final Map<String, String> PATIENT =
      Map.of("registration.database.connect-timeout", "4s", "registration.database.timeout", "5s");

  private static final List<String> TABLES =
      List.of("registration", "user_notify", "mail_failure", "due_event");

  private static final BareDatabase ONLY = new BareDatabase();

  private final DatabaseConfig config = AsShipped.config(DatabaseConfig.class, PATIENT);
  private final DatabaseClock clock = new DatabaseClock();
  private final PacketLimit limit = new PacketLimit();
  private final Pool pool;

  private BareDatabase() {
    int port = new EmbeddedDatabase().start(0);
    Flyway.configure()
        .dataSource(
            "jdbc:mysql://127.0.0.1:%d/%s".formatted(port, EmbeddedDatabase.NAME),
            EmbeddedDatabase.USERNAME,
            EmbeddedDatabase.PASSWORD)
        .load()
        .migrate();
    this.pool = Pool.newInstance(pool(port));
  }

  private io.vertx.sqlclient.Pool pool(int port) {
    MySQLConnectOptions options = new MySQLConnectOptions();
    options
        .setUseAffectedRows(true)
        .setHost("127.0.0.1")
        .setPort(port)
        .setDatabase(EmbeddedDatabase.NAME)
        .setUser(EmbeddedDatabase.USERNAME)
        .setPassword(EmbeddedDatabase.PASSWORD)
        .setCachePreparedStatements(true);
    return new ConnectionPool(config, clock, limit)
        .create(new PoolInput(Vertx.vertx(), new PoolOptions().setMaxSize(20), List.of(options)));
  }

  /** Without rows. */
  public static BareDatabase empty() {
    TABLES.forEach(table -> ONLY.sql().execute("delete from " + table));
    return ONLY;
  }

  public Database database() {
    return new Database(pool, config, clock, limit);
  }

  /** The same, for a server that takes smaller statements. */
  public Database database(long maxAllowedPacket) {
    PacketLimit smaller = new PacketLimit();
    smaller.set(maxAllowedPacket);
    return new Database(pool, config, clock, smaller);
  }

  public Sql sql() {
    return new Sql(pool);
  }

  public Pool pool() {
    return pool;
  }
}
