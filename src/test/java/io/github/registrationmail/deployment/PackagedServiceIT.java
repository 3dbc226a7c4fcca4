package io.github.registrationmail.deployment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.ReceivedMail;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as it is packaged, on the JVM or native: whatever reflection and resources do. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = EmbeddedStackResource.class,
    restrictToAnnotatedClass = true,
    initArgs =
        @ResourceArg(name = "registration.templates.directory", value = "src/test/resources/mails"))
class PackagedServiceIT {

  EmbeddedStack stack;

  @Test
  void sendsTheMailOfARegistrationInItsLanguage() throws Exception {
    String email = Api.address("ok");
    long id =
        Api.register(Map.of("email", email, "name", "Ada", "locale", "zh"))
            .statusCode(201)
            .header("Location", containsString("/registrations/"))
            .extract()
            .jsonPath()
            .getLong("id");
    Api.awaitState(id, "SENT").body("mail.attempt", equalTo(1));
    List<MimeMessage> mails = stack.smtp().received(email);
    assertEquals(1, mails.size());
    assertEquals("欢迎您，Ada", mails.get(0).getSubject());
  }

  @Test
  void sendsAMailThatWasNotThereWhenItWasBuilt() throws Exception {
    String email = Api.address("ok");
    Map<String, Object> data =
        Map.of("link", "https://example.org/?a=1&b=2", "team", Map.of("name", "A & B"));
    Object body =
        Map.of(
            "email", email, "name", "Ada", "template", "invite", "locale", "en-GB", "data", data);
    Api.awaitState(Api.register(body).statusCode(201).extract().jsonPath().getLong("id"), "SENT");
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    assertEquals("Ada, join A & B", mail.subject());
    assertTrue(mail.html().contains("<a href=\"https://example.org/?a=1&amp;b=2\">"), mail.html());
    assertTrue(mail.source().contains("Content-ID: <dot.png>"), mail.source());
  }

  @Test
  void showsAndTriesAMailBeforeAnybodyGetsIt() {
    Api.operator()
        .get("/templates/invite/de")
        .then()
        .statusCode(200)
        .body("subject", equalTo("Ada, komm zu The Team"));
    Api.operator()
        .get("/previews/invite/en/page")
        .then()
        .statusCode(200)
        .body(containsString("<img src=\"data:image/png;base64,"));
    Api.operator()
        .contentType("application/json")
        .body(Map.of("to", Api.address("ok")))
        .post("/templates/invite/en/test")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(true));
  }

  @Test
  void sendsAgainWhatWasRefusedForNow() {
    long id = Api.register(Api.address("busy2"));
    Api.awaitState(id, "SENT").body("mail.attempt", equalTo(3)).body("failures.size()", equalTo(2));
  }

  @Test
  void deadLettersWhatWasRefusedForGood() {
    long id = Api.register(Api.address("refused"));
    Api.awaitState(id, "FAILED").body("failures[0].reason", containsString("550"));
    await().until(() -> !metrics().contains("registration_dead_letters_total 0.0"));
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    Api.register(Map.of("email", "ada@bücher.example", "name", "Ada"))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].message", containsString("xn--bcher-kva.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started", "group/delivery"})
  void isWell(String check) {
    await()
        .untilAsserted(
            () ->
                Api.management()
                    .get("/q/health/" + check)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("UP")));
  }

  @Test
  void showsItsApiToWhoRunsIt() {
    Api.management()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/registrations"));
    Api.management().get("/q/swagger-ui/swagger-ui-bundle.js").then().statusCode(200);
  }

  /** What is tried out would go to the port that the page is from. */
  @Test
  void letsNobodyTryOutCallsWhereTheyAreNot() {
    String page =
        Api.management().get("/q/swagger-ui/").then().statusCode(200).extract().asString();
    assertEquals(
        "[\"trace\"]",
        page.replaceAll("(?s).*supportedSubmitMethods: (.*?),\\n.*", "$1").replace("'", "\""));
  }

  @Test
  void tellsTheMetricsThatDashboardAlertsAndScalingAskFor() throws Exception {
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
    boolean isNative = Boolean.getBoolean("quarkus.native.enabled");
    assertEquals(Set.of(), MetricNames.missing(metrics(), isNative));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/registrations", "/registrations/summary"})
  void answersAnOperator(String path) {
    Api.operator().get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/registrations", "/registrations/summary"})
  void letsNobodyElseLook(String path) {
    given().get(path).then().statusCode(401);
  }

  private static String metrics() {
    return Api.management().get("/q/metrics").asString();
  }
}
