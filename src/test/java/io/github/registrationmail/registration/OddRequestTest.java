package io.github.registrationmail.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anybody looks at the body. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OddRequestTest {

  private static final int LIMIT = 16 * 1024;
  private static final Duration LIMIT_OF_AN_ANSWER = Duration.ofSeconds(20);

  @TestHTTPResource("/registrations")
  URI registrations;

  @Inject Sql sql;

  @Test
  void takesABodyOfExactly16KiB() throws Exception {
    assertEquals(201, post(BodyPublishers.ofString(body(LIMIT))).statusCode());
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 2 * LIMIT, 1 << 20})
  void refusesALargerBodyWhoseLengthIsAnnounced(int size) throws Exception {
    assertTooLarge(BodyPublishers.ofString(body(size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 2 * LIMIT, 1 << 20})
  void refusesALargerBodyThatComesInChunks(int size) throws Exception {
    byte[] body = body(size).getBytes(StandardCharsets.UTF_8);
    assertTooLarge(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private void assertTooLarge(BodyPublisher body) throws Exception {
    int before = sql.number("select count(*) from registration");
    HttpResponse<String> response = post(body);
    assertProblem(413, response);
    assertTrue(JsonPath.from(response.body()).getString("detail").contains("16 KiB"));
    assertEquals(before, sql.number("select count(*) from registration"));
  }

  /** A valid registration, filled up with blanks. */
  private static String body(int size) {
    String body = "{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(Api.address("ok"));
    return body + " ".repeat(size - body.length());
  }

  private HttpResponse<String> post(BodyPublisher body) throws Exception {
    return send(
        HttpRequest.newBuilder(registrations).header("Content-Type", "application/json"), body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, BodyPublisher body)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.timeout(LIMIT_OF_AN_ANSWER).POST(body).build(), BodyHandlers.ofString());
  }

  @Test
  void tellsAClientThatWaitsToContinue() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registrations)
            .header("Content-Type", "application/json")
            .expectContinue(true);
    assertEquals(201, send(request, BodyPublishers.ofString(body(1000))).statusCode());
  }

  private static void assertProblem(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals(status, JsonPath.from(response.body()).getInt("status"));
  }

  @Test
  void refusesABodyWithoutContentType() throws Exception {
    assertProblem(
        415, send(HttpRequest.newBuilder(registrations), BodyPublishers.ofString(body(100))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
  void refusesABodyThatIsPacked(String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registrations)
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding);
    assertProblem(415, send(request, BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b})));
  }

  @Test
  void refusesARequestWithoutAnyBody() throws Exception {
    assertProblem(400, send(HttpRequest.newBuilder(registrations), BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/jsonx",
        "nonsense"
      })
  void refusesABodyOfAnotherType(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registrations).header("Content-Type", type);
    assertProblem(415, send(request, BodyPublishers.ofString(body(100))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void refusesMethodsThatThereAreNot(String method) {
    given()
        .contentType("application/json")
        .body("{}")
        .request(method, "/registrations")
        .then()
        .spec(Problems.problem(405));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH"})
  void refusesMethodsThatThereAreNotForARegistration(String method) {
    Api.operator().request(method, "/registrations/1").then().spec(Problems.problem(405));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/registrations/x",
        "/registrations/-1",
        "/registrations/1/mails",
        "/registrations/99999999999999999999",
        "/registrations/1%00",
        "/registrations/..%2f",
        "/q/nothing",
        "/%F0%9F%98%80"
      })
  void knowsNothingOfOtherPaths(String path) {
    Api.operator().urlEncodingEnabled(false).get(path).then().spec(Problems.problem(404));
    given().urlEncodingEnabled(false).get(path).then().spec(Problems.problem(404));
  }

  @ParameterizedTest
  @CsvSource({"text/html", "application/xml", "image/png"})
  void refusesToAnswerInAnotherType(String accept) {
    given()
        .contentType("application/json")
        .accept(accept)
        .body(body(100))
        .post("/registrations")
        .then()
        .spec(Problems.problem(406));
    Api.operator().accept(accept).get("/registrations/1").then().spec(Problems.problem(406));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/problem+json, application/json", "*/*"})
  void answersAnErrorWhateverKindOfJsonIsAccepted(String accept) {
    given()
        .contentType("application/json")
        .accept(accept)
        .body("{}")
        .post("/registrations")
        .then()
        .spec(Problems.wrong("email"));
  }

  @Test
  void isQuietAboutItsInsides() {
    given().get("/nothing").then().body("detail", equalTo("There is nothing here."));
    given()
        .contentType("application/json")
        .body("{\"x\":1}")
        .post("/registrations")
        .then()
        .body(not(containsString("io.github")));
  }
}
