package io.github.registrationmail.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * How Flyway, which speaks JDBC, reaches MySQL: as the reactive client does. A MySQL that is not
 * there yet is waited for; what only a person can cure stops the start with one sentence.
 */
@Singleton
final class MigrationAccess implements FlywayConfigurationCustomizer {

  private static final Logger LOG = Logger.getLogger(MigrationAccess.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 1_000;

  /** The session of a migration: its statements mean the same however the server is set. */
  private static final String SESSION =
      "sql_mode='%s',time_zone='+00:00',default_storage_engine=InnoDB".formatted(Session.SQL_MODE);

  private final DatabaseConfig config;
  private final String url;
  private final String user;
  private final String password;

  MigrationAccess(
      DatabaseConfig config,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    this.config = config;
    this.url = url;
    this.user = user;
    this.password = password.orElse("");
  }

  @Override
  public void customize(FluentConfiguration flyway) {
    String properties = properties();
    await(dataSource(properties + "&connectTimeout=2000&socketTimeout=8000"));
    flyway.dataSource(dataSource(properties)).connectRetries(0);
  }

  private String properties() {
    return config.tls().jdbcProperties()
        + config.caFile().map(MigrationAccess::trustStoreProperties).orElse("");
  }

  private static String trustStoreProperties(String pem) {
    return "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=%s&trustCertificateKeyStoreUrl=%s"
        .formatted(MySqlTls.STORE_PASSWORD, MySqlTls.trustStore(pem).toUri());
  }

  private DataSource dataSource(String properties) {
    MysqlDataSource source = new MysqlDataSource();
    source.setUrl(url + (url.contains("?") ? "&" : "?") + properties);
    source.setUser(user);
    source.setPassword(password);
    try {
      // set before the driver asks the server how identifiers are quoted
      source.setSessionVariables(SESSION);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return source;
  }

  private void await(DataSource source) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    Optional<SQLException> failure = failure(source);
    while (failure.isPresent()) {
      stopIfHopeless(failure.get(), System.nanoTime() - end > 0);
      if (!told) {
        LOG.warnf("waiting for MySQL: %s", reason(failure.get()));
        told = true;
      }
      pause();
      failure = failure(source);
    }
  }

  private static Optional<SQLException> failure(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private void stopIfHopeless(SQLException failure, boolean late) {
    String database = url.substring(url.lastIndexOf('/') + 1);
    Optional<String> remedy = Refusal.remedy(failure.getErrorCode(), failure, database);
    if (remedy.isPresent()) {
      throw new ConfigurationException(remedy.get());
    }
    if (late) {
      throw new ConfigurationException(
          "MySQL cannot be reached at %s (%s): see MYSQL_HOST and MYSQL_PORT."
              .formatted(url, reason(failure)));
    }
  }

  /** The driver's own message is a page. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
