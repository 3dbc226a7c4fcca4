package io.github.registrationmail.security;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that says who the client is, with a limit, and telling nobody who is known. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(LimitedAndDiscreetTest.Profile.class)
class LimitedAndDiscreetTest {

  /** Settings other than those of the other tests. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "registration.rate-limit.per-minute", "3",
          "registration.reveal-duplicates", "false",
          "registration.operator.failures-per-minute", "3",
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.allow-x-forwarded", "true");
    }
  }

  @Test
  void tellsAClientThatRegistersTooOftenWhenToComeBack() {
    for (int i = 0; i < 3; i++) {
      register("192.0.2.7", address("often")).statusCode(202);
    }

    register("192.0.2.7", address("often"))
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("[1-9]|1\\d|20"))
        .body("status", is(429));

    register("192.0.2.8", address("seldom")).statusCode(202);
  }

  @Test
  void countsWhateverThePathLooksLike() {
    for (int i = 0; i < 3; i++) {
      register("192.0.2.9", address("often")).statusCode(202);
    }

    for (String path : new String[] {"/registrations;x=1", "//registrations", "/registrations/"}) {
      int status = register("192.0.2.9", address("often"), path).extract().statusCode();
      org.junit.jupiter.api.Assertions.assertTrue(status >= 400, path + " " + status);
    }
  }

  @Test
  void answersTheSameToANewAddressAndToAKnownOne() {
    String email = address("secret");

    register("192.0.2.10", email)
        .statusCode(202)
        .header("Location", nullValue())
        .body(is(emptyString()));
    register("192.0.2.10", email)
        .statusCode(202)
        .header("Location", nullValue())
        .body(is(emptyString()));

    operator()
        .queryParam("email", email)
        .get("/registrations")
        .then()
        .body("registrations", hasSize(1));
  }

  @Test
  void listensToNoPasswordOfAClientThatHasTriedTooMany() {
    for (int i = 0; i < 3; i++) {
      signIn("192.0.2.11", "guess " + i).statusCode(401);
    }

    signIn("192.0.2.11", "operator")
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("[1-9]|1\\d|20"))
        .body("status", is(429));

    signIn("192.0.2.12", "operator").statusCode(200);
  }

  private static ValidatableResponse signIn(String client, String password) {
    return given()
        .header("X-Forwarded-For", client)
        .auth()
        .preemptive()
        .basic("operator", password)
        .get("/registrations/summary")
        .then();
  }

  private static ValidatableResponse register(String client, String email) {
    return register(client, email, "/registrations");
  }

  private static ValidatableResponse register(String client, String email, String path) {
    return given()
        .header("X-Forwarded-For", client)
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "name", "Ada"))
        .post(path)
        .then();
  }
}
