package io.github.registrationmail.security;

import static io.github.registrationmail.support.Api.address;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A door that asks for a token, of which there are two, and that counts who has none; whatever
 * tokens operators sign in with.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OpenIdConnectTest.Profile.class)
class TokenAndLimitTest {

  static final String OLD = "0123456789abcdef";
  static final String NEW = "fedcba9876543210==";

  @Test
  void takesEachOfItsTokensHoweverOften() {
    for (int i = 0; i < 6; i++) {
      register(given().header("Authorization", "Bearer " + OLD), "192.0.2.1").statusCode(201);
      register(given().header("authorization", "bearer " + NEW), "192.0.2.1").statusCode(201);
    }
  }

  @Test
  void asksForOne() {
    register(given(), "192.0.2.2")
        .spec(Problems.problem(401))
        .header("WWW-Authenticate", equalTo("Bearer realm=\"registration-mail\""));
    register(given().header("Authorization", "Bearer " + OLD + NEW), "192.0.2.2")
        .spec(Problems.problem(401))
        .header(
            "WWW-Authenticate",
            equalTo("Bearer realm=\"registration-mail\", error=\"invalid_token\""));
    register(given().auth().preemptive().basic("operator", "operator"), "192.0.2.2")
        .spec(Problems.problem(401));
  }

  @Test
  void lets4GuessesAMinuteFail() {
    for (int i = 0; i < 4; i++) {
      register(given().header("Authorization", "Bearer guess" + i), "192.0.2.3").statusCode(401);
    }
    register(given().header("Authorization", "Bearer guess"), "192.0.2.3").statusCode(429);
    register(given().header("Authorization", "Bearer " + OLD), "192.0.2.3").statusCode(201);
  }

  @Test
  void isNoWayInForOperatorsNorTheirsOneForCallers() {
    given().auth().oauth2(OLD).get("/registrations").then().statusCode(401);
    register(given().auth().oauth2(OpenIdProvider.token("operator")), "192.0.2.4")
        .spec(Problems.problem(401));
  }

  private static ValidatableResponse register(RequestSpecification request, String client) {
    return request
        .header("X-Forwarded-For", client)
        .contentType(ContentType.JSON)
        .body(Map.of("email", address("ok"), "name", "Ada"))
        .post("/registrations")
        .then();
  }
}
