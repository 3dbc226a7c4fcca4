package io.github.registrationmail.database;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens connections before the service is ready, so that the first registrations do not wait for
 * them. What only a person can cure stops the start with one sentence; a MySQL that is away does
 * not.
 */
@Singleton
class DatabaseStart {

  private static final Logger LOG = Logger.getLogger(DatabaseStart.class);
  private static final int CONNECTIONS = 8;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final Pool pool;
  private final String database;
  private volatile boolean done;

  DatabaseStart(
      Pool pool, @ConfigProperty(name = "quarkus.datasource.reactive.url") String database) {
    this.pool = pool;
    this.database = database.substring(database.lastIndexOf('/') + 1);
  }

  /**
   * Before the broker is tried. Blocks up to 9 seconds.
   *
   * @throws ConfigurationException if no waiting will help
   */
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    try {
      var unused = opened().await().atMost(LIMIT.plusSeconds(1));
    } catch (RuntimeException failure) {
      stopOrWait(failure);
    } finally {
      done = true;
    }
  }

  boolean isDone() {
    return done;
  }

  private Uni<List<Object>> opened() {
    return Uni.join().all(Collections.nCopies(CONNECTIONS, statement())).andFailFast();
  }

  private Uni<Object> statement() {
    return Uni.createFrom()
        .deferred(() -> pool.preparedQuery(DatabaseCheck.PROBE).execute())
        .onFailure(failure -> !(failure instanceof MySQLException))
        .retry()
        .withBackOff(PAUSE, PAUSE)
        .expireIn(LIMIT.toMillis())
        .map(Object.class::cast);
  }

  private void stopOrWait(Throwable failure) {
    int error = failure instanceof MySQLException answer ? answer.getErrorCode() : 0;
    Refusal.remedy(error, failure, database).ifPresent(DatabaseStart::stop);
    LOG.warnf("MySQL takes no registrations yet: %s", failure.getMessage());
  }

  private static void stop(String sentence) {
    throw new ConfigurationException(sentence);
  }
}
