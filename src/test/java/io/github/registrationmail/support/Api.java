package io.github.registrationmail.support;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The service as its callers use it. */
public final class Api {

  private Api() {}

  /** An address nobody else has, steering the embedded mail server by its prefix. */
  public static String address(String prefix) {
    return prefix + "+" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
  }

  /** Registers and returns the id. */
  public static long register(String email) {
    return register(Map.of("email", email, "name", "Ada"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("id");
  }

  /** Posts any body. */
  public static ValidatableResponse register(Object body) {
    return given().contentType(ContentType.JSON).body(body).post("/registrations").then();
  }

  /** A request by an operator. */
  public static RequestSpecification operator() {
    return given().auth().preemptive().basic("operator", "operator");
  }

  /** A request by somebody who only looks. */
  public static RequestSpecification viewer() {
    return given().auth().preemptive().basic("viewer", "viewer");
  }

  /** A request on the management port of the packaged service. */
  public static RequestSpecification management() {
    return given().port(Integer.getInteger("quarkus.management.port"));
  }

  /** The registration as operators see it. */
  public static ValidatableResponse find(long id) {
    return operator().get("/registrations/" + id).then();
  }

  /** Begins an operation, which is answered at once, and waits until it is over. */
  public static ValidatableResponse operate(String call) {
    String location =
        operator()
            .urlEncodingEnabled(false)
            .post(call)
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    return awaitOperation(location.substring(location.indexOf("/operations/")), "DONE");
  }

  /** Waits until the operation at this path is in this state. */
  public static ValidatableResponse awaitOperation(String path, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertEquals(
                    state, operator().get(path).then().statusCode(200).extract().path("state")));
    return operator().get(path).then();
  }

  /** Waits until the registration's mail is in this state. */
  public static ValidatableResponse awaitState(long id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> assertEquals(state, find(id).extract().jsonPath().getString("mail.state")));
    return find(id);
  }
}
