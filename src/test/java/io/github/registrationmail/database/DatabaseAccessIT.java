package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How the packaged service signs in to MySQL, by both its clients, and what it says if it cannot.
 */
class DatabaseAccessIT {

  private static final DatabaseOptions WITH_TLS_ONLY =
      DatabaseOptions.arguments("--require-secure-transport=ON");
  private static final DatabaseOptions WITHOUT_TLS = DatabaseOptions.arguments("--tls-version=");

  @Test
  void saysInOneSentenceThatTheUserIsRefused() {
    refuses(DatabaseOptions.NONE, Map.of("MYSQL_PASSWORD", "wrong"), "MySQL refuses the user");
  }

  @Test
  void saysSoToADeploymentThatDoesNotMigrate() {
    refuses(
        DatabaseOptions.NONE,
        Map.of("MYSQL_PASSWORD", "wrong", "QUARKUS_FLYWAY_MIGRATE_AT_START", "false"),
        "MySQL refuses the user");
  }

  @Test
  void saysInOneSentenceThatThereIsNoSuchDatabase() {
    String administrator = EmbeddedDatabase.ADMINISTRATOR;
    refuses(
        DatabaseOptions.NONE,
        Map.of(
            "MYSQL_DATABASE",
            "unknown",
            "MYSQL_USERNAME",
            administrator,
            "MYSQL_PASSWORD",
            administrator),
        "MySQL has no database unknown");
  }

  @Test
  void takesTlsWhereItIsDemanded() throws Exception {
    assumeMySql();
    registers(WITH_TLS_ONLY, Map.of());
  }

  @Test
  void signsInWithoutTlsToAServerThatHasNotSeenTheUserYet() throws Exception {
    assumeMySql();
    registers(WITHOUT_TLS, Map.of());
    registers(DatabaseOptions.NONE, Map.of("MYSQL_TLS", "disabled"));
  }

  @Test
  void saysThatTlsIsDemanded() {
    assumeMySql();
    refuses(WITH_TLS_ONLY, Map.of("MYSQL_TLS", "disabled"), "MySQL demands TLS");
  }

  @Test
  void saysThatTlsIsNotOffered() {
    assumeMySql();
    refuses(WITHOUT_TLS, Map.of("MYSQL_TLS", "required"), "MySQL offers no TLS");
  }

  @Test
  void checksTheCertificate() throws Exception {
    assumeMySql();
    try (EmbeddedDatabase database = new EmbeddedDatabase(WITH_TLS_ONLY)) {
      Map<String, String> environment = environment(database);
      Map<String, String> known =
          with(
              environment,
              Map.of(
                  "MYSQL_TLS",
                  "verify-ca",
                  "MYSQL_CA_FILE",
                  database.data().resolve("ca.pem").toString()));
      registers(known);
      refuses(
          with(environment, Map.of("MYSQL_TLS", "verify-ca")),
          "MySQL shows a certificate that is not trusted");
      refuses(
          with(known, Map.of("MYSQL_TLS", "verify-full")),
          "MySQL shows a certificate that is not trusted");
      refuses(
          with(
              known,
              Map.of("MYSQL_TLS", "verify-full", "QUARKUS_FLYWAY_MIGRATE_AT_START", "false")),
          "MySQL shows a certificate that is not trusted");
    }
  }

  private static void assumeMySql() {
    assumeTrue(EmbeddedDatabase.isMySql(), "the embedded MariaDB has neither TLS nor sha2");
  }

  private static void registers(DatabaseOptions options, Map<String, String> settings)
      throws IOException {
    try (EmbeddedDatabase database = new EmbeddedDatabase(options)) {
      registers(with(environment(database), settings));
    }
  }

  private static void registers(Map<String, String> environment) throws IOException {
    try (ServiceProcess service = ServiceProcess.start(environment)) {
      assertEquals(201, service.register(Api.address("ok")));
    }
  }

  private static void refuses(
      DatabaseOptions options, Map<String, String> settings, String sentence) {
    try (EmbeddedDatabase database = new EmbeddedDatabase(options)) {
      refuses(with(environment(database), settings), sentence);
    }
  }

  /** Within 10 seconds on a machine that is not busy; this one may be. */
  private static void refuses(Map<String, String> environment, String sentence) {
    long started = System.nanoTime();
    try (ServiceProcess service = ServiceProcess.launch(environment)) {
      assertEquals(1, service.exitCode());
      assertTrue(System.nanoTime() - started < 20_000_000_000L, "it took too long");
      List<String> said = service.output().lines().filter(line -> line.contains("MySQL")).toList();
      assertEquals(1, said.size(), service.output());
      assertTrue(said.get(0).contains(sentence), service.output());
      assertTrue(!service.output().contains("\tat "), service.output());
    }
  }

  private static Map<String, String> environment(EmbeddedDatabase database) {
    return Map.of(
        "MYSQL_HOST",
        "127.0.0.1",
        "MYSQL_PORT",
        Integer.toString(database.start(0)),
        "MYSQL_DATABASE",
        EmbeddedDatabase.NAME,
        "MYSQL_USERNAME",
        EmbeddedDatabase.USERNAME,
        "MYSQL_PASSWORD",
        EmbeddedDatabase.PASSWORD,
        "RABBITMQ_HOST",
        "127.0.0.1",
        "RABBITMQ_PORT",
        "1");
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }
}
