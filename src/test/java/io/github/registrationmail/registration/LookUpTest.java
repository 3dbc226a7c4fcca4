package io.github.registrationmail.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /registrations/{id}}, and who may. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class LookUpTest {

  @Test
  void showsAMailThatWasSent() {
    String email = Api.address("ok");
    long id = Api.register(email);
    Api.awaitState(id, "SENT")
        .contentType("application/json")
        .body("id", equalTo((int) id))
        .body("email", equalTo(email))
        .body("mail.attempt", equalTo(1))
        .body("mail.failures", equalTo(0))
        .body("mail.nextAttemptAt", nullValue())
        .body("mail.sentAt", notNullValue())
        .body("failures", equalTo(List.of()));
  }

  @Test
  void showsTheFailuresOfAMailNewestFirst() {
    long id = Api.register(Api.address("busy2"));
    Api.awaitState(id, "SENT")
        .body("mail.attempt", equalTo(3))
        .body("mail.failures", equalTo(2))
        .body("failures.attempt", equalTo(List.of(2, 1)))
        .body("failures.nextDelayMillis", equalTo(List.of(400, 200)))
        .body("failures[0].reason", startsWith("450"))
        .body("failures[0].failedAt", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999999", "999999999999999999"})
  void knowsNoOtherId(String id) {
    Api.operator().get("/registrations/" + id).then().spec(Problems.problem(404));
  }

  @Test
  void letsNobodyInWithoutCredentials() {
    given()
        .get("/registrations/1")
        .then()
        .spec(Problems.problem(401))
        .header("WWW-Authenticate", startsWith("Basic realm=\"registration-mail\""));
  }

  @ParameterizedTest
  @CsvSource({
    "operator, wrong",
    "operator, ''",
    "operator, operatorx",
    "Operator, operator",
    "'', operator",
    "admin, operator",
    "opérateur, pässword😀"
  })
  void letsNobodyInWithWrongCredentials(String user, String password) {
    given()
        .auth()
        .preemptive()
        .basic(user, password)
        .get("/registrations/1")
        .then()
        .spec(Problems.problem(401))
        .header("WWW-Authenticate", startsWith("Basic realm=\"registration-mail\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic !!!", "Basic b3BlcmF0b3I=", "Bearer x", "Digest x", "x"})
  void letsNobodyInWithCredentialsThatAreNone(String authorization) {
    given()
        .header("Authorization", authorization)
        .get("/registrations/1")
        .then()
        .spec(Problems.problem(401));
  }

  @Test
  void saysNothingAboutIdsToStrangers() {
    given().get("/registrations/999999999").then().spec(Problems.problem(401));
  }

  @Test
  void registersWhoeverSendsWrongCredentials() {
    given()
        .auth()
        .preemptive()
        .basic("operator", "wrong")
        .contentType("application/json")
        .body("{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(Api.address("ok")))
        .post("/registrations")
        .then()
        .statusCode(201);
  }
}
