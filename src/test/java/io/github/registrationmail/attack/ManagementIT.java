package io.github.registrationmail.attack;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is for the people who run the service, and the port that it is on. */
@ExtendWith(Attacked.class)
class ManagementIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q",
        "/q/",
        "/q/health",
        "/q/health/live",
        "/q/health/ready",
        "/q/health/group/delivery",
        "/q/metrics",
        "/q/openapi",
        "/q/openapi.json",
        "/q/swagger-ui",
        "/q/swagger-ui/",
        "/q/dev-ui"
      })
  void isNotOnThePortThatStrangersReach(String path, Victim victim) {
    given()
        .auth()
        .preemptive()
        .basic("operator", Victim.PASSWORD)
        .get(victim.publicUri(path))
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/registrations", "/", "/page/list", "/sending", "/assets/page.css"})
  void isAllThatIsOnItsPort(String path, Victim victim) {
    int port = victim.uri("/q/health").getPort();
    given()
        .auth()
        .preemptive()
        .basic("operator", Victim.PASSWORD)
        .port(port)
        .get(path)
        .then()
        .statusCode(404);
  }

  /** An operator's browser reaches the port, and shows pages of anybody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/live",
        "/q/metrics",
        "/q/openapi",
        "/q/swagger-ui/",
        "/q/nothing"
      })
  void isNeitherReadNorFramedByThePageOfAnotherSite(String path, Victim victim) {
    given()
        .header("Origin", "https://example.org")
        .get(victim.uri(path))
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Content-Security-Policy", "frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  @Test
  void refusesTwoHosts(Victim victim) throws IOException {
    String answers =
        Http1.exchange(
            victim.uri("/q/health/live"),
            "GET /q/health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");

    assertTrue(answers.startsWith("HTTP/1.1 400"), answers);
    assertFalse(answers.endsWith(Http1.OPEN), answers);
  }

  @Test
  void takesNoLargeBody(Victim victim) {
    given().body(new byte[17 * 1024]).post(victim.uri("/q/health")).then().statusCode(413);
  }

  @Test
  void keepsNoFileOfAnybody(Victim victim) {
    given()
        .multiPart("file", "name", "content".getBytes(StandardCharsets.US_ASCII))
        .post(victim.uri("/q/health"))
        .then()
        .statusCode(200);
    assertFalse(Files.exists(Victim.UPLOADS));
  }

  @Test
  void endsAConnectionThatOpensMoreStreamsThanItMay(Victim victim) throws IOException {
    Http2IT.assertEndsManyStreams(victim.uri("/q/health"));
  }

  @Test
  void endsAConnectionThatTakesBackWhatItAskedFor(Victim victim) throws IOException {
    Http2IT.assertEndsManyResets(victim.uri("/q/health"));
  }
}
