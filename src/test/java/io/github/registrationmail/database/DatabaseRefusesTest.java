package io.github.registrationmail.database;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MySQL is there and says no under the running service: callers are asked to come back, readiness
 * is down, and all goes on by itself when MySQL takes them again.
 */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class DatabaseRefusesTest {

  private static final Duration RECOVERY = Duration.ofSeconds(60);

  EmbeddedStack stack;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set global read_only = 1 | set global read_only = 0",
        "alter user registration_mail identified by 'other' | alter user registration_mail identified by 'registration_mail'",
        "alter user registration_mail account lock | alter user registration_mail account unlock",
        "revoke insert on registration_mail.* from registration_mail | grant insert on registration_mail.* to registration_mail",
        "alter user registration_mail with max_user_connections 1 | alter user registration_mail with max_user_connections 0",
        "rename table registration_mail.registration to registration_mail.gone | rename table registration_mail.gone to registration_mail.registration"
      })
  void asksToComeBackWhileMysqlRefuses(String no, String yes) throws Exception {
    refusesFrom(no, yes);
  }

  @Test
  void asksToComeBackWhileMysqlIsOffline() throws Exception {
    assumeTrue(EmbeddedDatabase.isMySql());
    refusesFrom("set global offline_mode = 1", "set global offline_mode = 0");
  }

  private void refusesFrom(String no, String yes) throws SQLException {
    long before = Api.register(Api.address("ok"));
    List<Connection> others = new ArrayList<>();
    try (Connection administrator = administrator()) {
      execute(administrator, no);
      try {
        killConnections(administrator);
        if (no.contains("max_user_connections")) {
          await().atMost(RECOVERY).until(() -> taken(administrator, others));
          killOthers(administrator, others);
        }
        await()
            .atMost(RECOVERY)
            .untilAsserted(
                () ->
                    Api.register(Map.of("email", Api.address("ok"), "name", "Ada"))
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .contentType("application/problem+json"));
        await().atMost(RECOVERY).until(() -> get("/q/health/ready").statusCode() == 503);
        assertEquals(200, get("/q/health/live").statusCode());
      } finally {
        execute(administrator, yes);
        // a connection keeps the privileges that it began with; it would end by itself half a
        // minute later
        killConnections(administrator);
        for (Connection other : others) {
          other.close();
        }
      }
    }
    await().atMost(RECOVERY).until(() -> get("/q/health/ready").statusCode() == 200);
    Api.awaitState(before, "SENT").body("mail.failures", equalTo(0));
    await().atMost(RECOVERY).during(Duration.ofSeconds(1)).until(() -> registers() == 201);
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
  }

  private static int registers() {
    return Api.register(Map.of("email", Api.address("ok"), "name", "Ada")).extract().statusCode();
  }

  /** Holds the only connection that the user may have. */
  private boolean taken(Connection administrator, List<Connection> others) throws SQLException {
    killConnections(administrator);
    try {
      others.add(connect(EmbeddedDatabase.USERNAME));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void killConnections(Connection administrator) throws SQLException {
    kill(administrator, "true");
  }

  private static void killOthers(Connection administrator, List<Connection> mine)
      throws SQLException {
    try (Statement statement = mine.get(0).createStatement();
        ResultSet rows = statement.executeQuery("select connection_id()")) {
      rows.next();
      kill(administrator, "id <> " + rows.getLong(1));
    }
  }

  private static void kill(Connection administrator, String which) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = administrator.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id from information_schema.processlist where user = 'registration_mail' and "
                    + which)) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    for (long id : ids) {
      try {
        execute(administrator, "kill " + id);
      } catch (SQLException e) {
        // it has ended meanwhile
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection administrator() throws SQLException {
    return connect(EmbeddedDatabase.ADMINISTRATOR);
  }

  private Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://127.0.0.1:%d/%s?allowPublicKeyRetrieval=true"
            .formatted(stack.database().port(), EmbeddedDatabase.NAME),
        user,
        user);
  }
}
