package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do is kept with what it changes, or neither is; nobody else's name is in it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class HistoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Audit audit;
  @Inject Database database;

  @Test
  void keepsWhatWasDoneToARegistrationAndNotWhatWasRefused() {
    long id = rows.registration(address("history"), "FAILED");
    operator().delete("/registrations/" + id + "/mail").then().statusCode(204);
    operator().delete("/registrations/" + id + "/mail").then().statusCode(204);
    operator().post("/registrations/" + id + "/mail/retry").then().statusCode(202);
    operator().post("/registrations/" + id + "/mail/retry").then().statusCode(409);
    awaitState(id, "SENT");
    operator()
        .contentType("application/json")
        .body("{\"email\": \"" + address("somebody-else") + "\"}")
        .post("/registrations/" + id + "/mail/resend")
        .then()
        .statusCode(202);
    awaitState(id, "SENT");
    operator().delete("/registrations/" + id).then().statusCode(204);

    history("?registration=" + id)
        .body("actions.action", contains("ERASE", "RESEND", "RETRY", "CANCEL"))
        .body("actions.who", contains("operator", "operator", "operator", "operator"))
        .body("actions.affected", contains(1, 1, 1, 1))
        .body("actions[0].registration", is((int) id))
        .body("actions[0].filter", nullValue())
        .body("next", nullValue())
        .body(not(containsString("@")));
  }

  @Test
  void leavesNoRowWithoutItsChange() {
    long id = rows.registration(address("history"), "SENT");
    String taken = address("history");
    rows.registration(taken, "SENT");
    operator()
        .contentType("application/json")
        .body("{\"email\": \"" + taken + "\"}")
        .post("/registrations/" + id + "/mail/resend")
        .then()
        .statusCode(409);
    long sending = rows.registration(address("history"), "SENDING");
    operator().delete("/registrations/" + sending).then().statusCode(409);
    history("?registration=" + sending).body("actions", empty());
    assertThrows(
        IllegalStateException.class,
        () ->
            database
                .transaction(
                    connection ->
                        audit
                            .record(connection, NewAction.of("x", ActionKind.RETRY, id))
                            .chain(
                                () -> Uni.createFrom().failure(new IllegalStateException("not"))))
                .await()
                .atMost(PATIENCE));

    history("?registration=" + id).body("actions", empty());
  }

  @Test
  void keepsWhatWasTakenAway() {
    String email = address("export");
    long id = rows.registration(email, "SENT");
    operator().get("/registrations/999999999/export").then().statusCode(404);
    operator().get("/registrations/" + id + "/export").then().statusCode(200);

    history("?registration=" + id)
        .body("actions.action", contains("EXPORT"))
        .body("actions.affected", contains(1));

    operator().get("/registrations/export?state=LOST").then().statusCode(400);
    operator().queryParam("email", email).get("/registrations/export").then().statusCode(200);

    history("?limit=1")
        .body("actions[0].action", is("EXPORT_ALL"))
        .body("actions[0].filter", is("email=***"))
        .body("actions[0].affected", is(0));
  }

  @Test
  void keepsWhichWereMeantButNoAddress() {
    String email = address("meant");
    long id = rows.registration(email, "FAILED");
    operator()
        .queryParam("state", "FAILED")
        .queryParam("email", email)
        .queryParam("domain", "example.org")
        .post("/registrations/mail/retry")
        .then()
        .statusCode(202)
        .body("expected", is(1));

    history("?limit=1")
        .body("actions[0].action", is("RETRY_ALL"))
        .body("actions[0].filter", is("state=FAILED&email=***&domain=example.org"))
        .body("actions[0].affected", is(1))
        .body("actions[0].registration", nullValue());
    history("?registration=" + id).body("actions", empty());
  }

  @Test
  void keepsThePauseAndItsEndOnce() {
    operator()
        .contentType("application/json")
        .body("{\"reason\": \"moved\"}")
        .put("/sending/pause")
        .then()
        .statusCode(200);
    operator().delete("/sending/pause").then().statusCode(204);
    operator().delete("/sending/pause").then().statusCode(204);

    history("?limit=2").body("actions.action", contains("RESUME", "PAUSE"));
  }

  @Test
  void keepsATestMailWithoutItsAddress() {
    operator()
        .contentType("application/json")
        .body("{\"to\": \"me@example.org\"}")
        .post("/templates/welcome/en/test")
        .then()
        .statusCode(200);

    history("?limit=1")
        .body("actions[0].action", is("TEST_MAIL"))
        .body("actions[0].affected", is(0))
        .body(not(containsString("me@")));
  }

  @Test
  void isReadPageByPageAndByName() {
    long id = rows.registration(address("pages"), "SENT");
    for (String who : List.of("ada", "grace\nhopper", "ada")) {
      audit.record(NewAction.of(who, ActionKind.RETRY, id)).await().atMost(PATIENCE);
    }
    ValidatableResponse first = history("?registration=" + id + "&limit=2");
    first.body("actions.who", contains("ada", "grace hopper"));
    int next = first.extract().jsonPath().getInt("next");
    history("?registration=" + id + "&limit=2&after=" + next)
        .body("actions.who", contains("ada"))
        .body("next", nullValue());
    history("?registration=" + id + "&who=ada").body("actions", hasSize(2));
    history("?who=grace hopper&limit=1").body("actions[0].registration", is((int) id));
  }

  @ParameterizedTest
  @CsvSource({
    "registration=x, registration",
    "registration=0, registration",
    "after=-1, after",
    "limit=201, limit",
    "action=RETRY, action"
  })
  void namesAWrongParameter(String query, String name) {
    operator()
        .get("/actions?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", contains(name));
  }

  @Test
  void forgetsWhatIsOld() {
    long id = rows.registration(address("old"), "SENT");
    for (int i = 0; i < 4; i++) {
      audit.record(NewAction.of("old", ActionKind.RETRY, id)).await().atMost(PATIENCE);
    }
    var unused =
        sql.execute(
            "update operator_action set at = utc_timestamp(3) - interval 366 day"
                + " where registration_id = ? order by id limit 3",
            id);

    new AuditRetention(audit, new TwoAtOnce()).prune().await().atMost(PATIENCE);

    assertEquals(
        1, sql.number("select count(*) from operator_action where registration_id = ?", id));
  }

  private static ValidatableResponse history(String query) {
    return viewer().get("/actions" + query).then().statusCode(200);
  }

  private static final class TwoAtOnce implements AuditConfig {
    @Override
    public Duration retention() {
      return Duration.ofDays(365);
    }

    @Override
    public int pruneBatch() {
      return 2;
    }
  }
}
