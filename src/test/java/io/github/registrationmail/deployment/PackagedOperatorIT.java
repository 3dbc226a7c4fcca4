package io.github.registrationmail.deployment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's page and API as they are packaged: templates, messages, scripts and JSON. */
@QuarkusIntegrationTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class PackagedOperatorIT {

  @TestHTTPResource("/page/events")
  URI events;

  @ParameterizedTest
  @CsvSource({"en, Failed", "zh, 已失败"})
  void speaksTheLanguageOfTheBrowserOnEveryPage(String language, String failed) {
    long id = failed();
    for (String path :
        List.of(
            "/",
            "/mails/" + id,
            "/page/overview",
            "/page/list?state=FAILED",
            "/page/mails/" + id)) {
      Api.operator()
          .header("Accept-Language", language)
          .get(path)
          .then()
          .statusCode(200)
          .body(containsString(failed));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/icon.svg",
        "/assets/page.css",
        "/assets/page.js",
        "/webjars/chart.js/dist/chart.umd.min.js",
        "/webjars/htmx.org/dist/htmx.min.js"
      })
  void bringsWhatThePagesLoad(String path) {
    Api.operator().get(path).then().statusCode(200);
  }

  @Test
  void drawsTheLastHour() {
    Api.operator().get("/page/activity").then().statusCode(200).body("", hasSize(60));
  }

  @Test
  void tellsOpenPagesOfAChange() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("Authorization", "Basic b3BlcmF0b3I6b3BlcmF0b3I=")
            .timeout(Duration.ofSeconds(10))
            .build();
    HttpResponse<Stream<String>> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, response.statusCode());
    try (Stream<String> lines = response.body()) {
      String event = lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
      assertTrue(event.contains("\"version\":"), event);
    }
  }

  @Test
  void startsFailedMailsOverAndCancelsThem() {
    long id = failed();
    Api.operator().post("/registrations/" + id + "/mail/retry").then().statusCode(202);
    Api.awaitState(id, "FAILED").body("failures", hasSize(2));
    Api.operate("/registrations/mail/retry?state=FAILED").body("changed", greaterThanOrEqualTo(1));
    Api.awaitState(id, "FAILED").body("failures", hasSize(3));
    Api.operator().delete("/registrations/" + id + "/mail").then().statusCode(204);
    Api.find(id).body("mail.state", equalTo("CANCELLED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | application/json | {\"email\":\"ada@example.org\",\"name\":1}",
        "400 | application/json | {\"email\":\"ada@example.org\",\"name\":\"Ada\",\"age\":1}",
        "400 | application/json | {}",
        "400 | application/json | []",
        "400 | application/json | {",
        "415 | text/plain | Ada"
      })
  void saysInAProblemWhatIsWrongWithABody(int status, String type, String body) {
    given()
        .contentType(type)
        .body(body)
        .post("/registrations")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
  }

  private static long failed() {
    long id = Api.register(Api.address("refused"));
    Api.awaitState(id, "FAILED");
    return id;
  }
}
