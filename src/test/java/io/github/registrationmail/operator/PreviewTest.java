package io.github.registrationmail.operator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.ReceivedMail;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.OwnTemplates;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mail is seen before anybody else gets it, by API and on the page. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OwnTemplates.class)
class PreviewTest {

  EmbeddedStack stack;

  @Test
  void listsTheTemplatesWithTheirLanguagesAndData() {
    Api.operator()
        .get("/templates")
        .then()
        .statusCode(200)
        .body("name", equalTo(List.of("invite", "welcome")))
        .body("[0].languages", equalTo(List.of("de", "en")))
        .body("[0].data", equalTo(List.of("data.link", "data.team.name")))
        .body("[0].sample.team.name", equalTo("The Team"));
  }

  @Test
  void showsAMailWithItsSample() {
    Api.operator()
        .get("/templates/invite/en")
        .then()
        .statusCode(200)
        .body("subject", equalTo("Ada, join The Team"))
        .body("text", containsString("https://example.org/join/4711"))
        .body("html", containsString("<a href=\"https://example.org/join/4711\">"))
        .body("headers", hasItem("From: Invitations <invite@example.org>"))
        .body("headers", hasItem("List-Unsubscribe: <https://example.org/unsubscribe/42>"))
        .body("size", greaterThan(500))
        .body(
            "warnings",
            equalTo(List.of("List-Unsubscribe is set, but the text does not name its address.")));
  }

  @Test
  void showsAMailWithDataOfOnesOwn() {
    Api.operator()
        .queryParam("data", "{\"link\":\"javascript:x\",\"team\":{\"name\":\"A\"},\"more\":1}")
        .get("/templates/invite/de")
        .then()
        .statusCode(200)
        .body("subject", equalTo("Ada, komm zu A"))
        .body("html", containsString("<a href=\"#\">"))
        .body("warnings", hasItem("data.more is not used."));
  }

  @Test
  void saysWhatIsWrong() {
    Api.operator().get("/templates/nothing/en").then().statusCode(404);
    Api.operator().get("/templates/invite/fr").then().statusCode(404);
    Api.operator().get("/templates/..%2fwelcome/en").then().statusCode(404);
    Api.operator()
        .queryParam("data", "{\"link\":\"x\"}")
        .get("/templates/invite/en")
        .then()
        .spec(Problems.wrong("data.team.name"));
    Api.operator()
        .queryParam("data", "{")
        .get("/templates/invite/en")
        .then()
        .spec(Problems.wrong("data"));
  }

  @Test
  void isForOperatorsOnly() {
    for (String path :
        new String[] {"/templates", "/templates/invite/en", "/previews", "/previews/invite/en"}) {
      given().redirects().follow(false).get(path).then().statusCode(401);
    }
  }

  @Test
  void isAPageWithAFrameThatRunsNothing() {
    Api.operator()
        .get("/previews")
        .then()
        .statusCode(200)
        .body(containsString("href=\"/previews/invite/de\""));
    Api.operator()
        .get("/previews/invite/en")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("frame-src 'self'"))
        .body(containsString("Ada, join The Team"))
        .body(containsString("<iframe class=\"preview\" sandbox src=\"/previews/invite/en/page?"));
    Api.operator()
        .get("/previews/invite/en/page")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("sandbox"))
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("<a href=\"https://example.org/join/4711\">"));
  }

  @Test
  void showsTheFaultOfWhatWasTypedInOnThePage() {
    Api.operator()
        .queryParam("data", "{\"link\":\"<script>\"}")
        .get("/previews/invite/en")
        .then()
        .statusCode(200)
        .body(containsString("data.team.name is missing"))
        .body(not(containsString("<script>\"")));
  }

  @Test
  void sendsATestAtOnceAndShowsTheServersAnswer() throws Exception {
    String email = Api.address("ok");
    Api.operator()
        .contentType("application/json")
        .body(Map.of("to", email, "data", Map.of("link", "x", "team", Map.of("name", "A"))))
        .post("/templates/invite/en/test")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(true))
        .body("reply", startsWith("250"));
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    assertEquals("[Test] Ada, join A", mail.subject());
    assertEquals("test", mail.header("X-Registration-Mail"));
    assertEquals("Invitations <invite@example.org>", mail.header("From"));
    assertTrue(mail.header("List-Unsubscribe").contains("/unsubscribe/42"));
  }

  @Test
  void showsWhyATestWasRefused() {
    Api.operator()
        .contentType("application/json")
        .body(Map.of("to", Api.address("refused")))
        .post("/templates/invite/en/test")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(false))
        .body("reply", containsString("550"));
  }

  @Test
  void sendsNoTestToWhatIsNoAddress() {
    for (Object to : new Object[] {"a@b\r\nRCPT TO:<x@y>", "nobody", ""}) {
      Api.operator()
          .contentType("application/json")
          .body(Map.of("to", to))
          .post("/templates/invite/en/test")
          .then()
          .spec(Problems.wrong("to"));
    }
  }

  @Test
  void sendsATestFromThePage() throws Exception {
    String email = Api.address("ok");
    Api.operator()
        .formParam("to", email)
        .formParam("data", "{\"link\":\"x\",\"team\":{\"name\":\"Page\"}}")
        .post("/previews/invite/en/test")
        .then()
        .statusCode(200)
        .body(containsString("250"));
    assertEquals("[Test] Ada, join Page", ReceivedMail.awaitFor(stack, email).subject());
  }

  @Test
  void warnsOfWhatReadersDoNotGetToSee() throws IOException {
    OwnTemplates.write(
        "warned/en/body.html",
        "<p>" + "é".repeat(52 * 1024) + "</p><img src=\"https://example.org/a.png\">");
    OwnTemplates.add("warned", "Hello {data.note ?: 'you'}", " ");
    try {
      Api.operator()
          .queryParam("data", "{\"more\":1}")
          .get("/templates/warned/en")
          .then()
          .statusCode(200)
          .body("subject", equalTo("Hello you"))
          .body(
              "warnings",
              equalTo(
                  List.of(
                      "The mail has no text.",
                      "The page is larger than 102 KB: a large provider cuts it.",
                      "A picture comes from elsewhere: many readers do not show it.",
                      "data.more is not used.",
                      "data.note is missing.")));
    } finally {
      OwnTemplates.remove("warned");
    }
  }
}
