package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ConnectionPoolTest {

  @Inject Database database;
  @Inject DatabaseConfig config;
  @Inject Pool pool;

  @Test
  void limitsWhatMysqlKeepsForAConnectionThatHangs() {
    Row session =
        database
            .execute("select @@innodb_lock_wait_timeout as locks, @@wait_timeout as silence")
            .await()
            .atMost(Duration.ofSeconds(10))
            .iterator()
            .next();
    assertEquals(1, session.getInteger("locks"));
    assertEquals(
        config.timeout().plusSeconds(10).multipliedBy(2).toSeconds(), session.getLong("silence"));
  }

  /** A range that is looked at locks no gap into which others insert. */
  @Test
  void readsWhatIsCommitted() {
    var isolation =
        pool.query("show variables like 't%isolation'")
            .execute()
            .await()
            .atMost(Duration.ofSeconds(10));
    assertEquals("READ-COMMITTED", isolation.iterator().next().getString(1));
  }
}
