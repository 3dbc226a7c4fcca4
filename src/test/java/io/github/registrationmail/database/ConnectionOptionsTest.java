package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.support.AsShipped;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After which times the pool gives up what hangs, with the limits as shipped: 1 s and 1.8 s. */
class ConnectionOptionsTest {

  private final MySQLConnectOptions connection = new MySQLConnectOptions();
  private final PoolOptions pool = new PoolOptions();
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void createPools() {
    DatabaseConfig asShipped = AsShipped.config(DatabaseConfig.class);
    ConnectionPool pools = new ConnectionPool(asShipped, new DatabaseClock(), new PacketLimit());
    var unused = pools.create(new PoolInput(vertx, pool, List.of(connection)));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Idle for 8 s at most, then a statement of 1.8 s at most, and a margin. */
  @Test
  void closesAConnectionThatIsNotAnswered() {
    assertEquals(11, connection.getReadIdleTimeout());
    assertEquals(TimeUnit.SECONDS, connection.getIdleTimeoutUnit());
    assertEquals(1_000, connection.getConnectTimeout());
  }

  @Test
  void runsNoStatementThatWaitedForAConnectionInVain() {
    assertEquals(1_000, pool.getConnectionTimeout());
    assertEquals(TimeUnit.MILLISECONDS, pool.getConnectionTimeoutUnit());
  }

  @Test
  void keepsNoConnectionForLong() {
    assertEquals(8, pool.getIdleTimeout());
    assertEquals(TimeUnit.SECONDS, pool.getIdleTimeoutUnit());
    assertEquals(30, pool.getMaxLifetime());
    assertEquals(TimeUnit.SECONDS, pool.getMaxLifetimeUnit());
  }
}
