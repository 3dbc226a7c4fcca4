package io.github.registrationmail.operator;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.mail.ReceivedMail;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.OwnTemplates;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registration's mail says can be seen before and after it is sent, or why it cannot. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OwnTemplates.class)
class RegistrationMailTest {

  private static final Map<String, Object> DATA =
      Map.of("link", "https://example.org/?a=1&b=2", "team", Map.of("name", "A <b>"));

  EmbeddedStack stack;
  @Inject SampleRows rows;
  @Inject Sql sql;

  private static long invited(String email) {
    Object body =
        Map.of("email", email, "name", "Ada", "template", "invite", "locale", "en", "data", DATA);
    return Api.register(body).statusCode(201).extract().jsonPath().getLong("id");
  }

  /** A row that nothing moves until it is made due. */
  private long row(String template, String data) {
    long id = rows.registration(Api.address("ok"), "QUEUED");
    var unused =
        sql.execute(
            "update registration set validated = 1, template = ?, data = nullif(?, '') where id = ?",
            template,
            data,
            id);
    return id;
  }

  private void makeDue(long id) {
    var unused =
        sql.execute(
            "update registration set due_at = utc_timestamp(3), sweep_at = utc_timestamp(3)"
                + " where id = ?",
            id);
  }

  @Test
  void isShownAsItIsSent() throws Exception {
    String email = Api.address("ok");
    long id = invited(email);
    ReceivedMail received = ReceivedMail.awaitFor(stack, email);
    Api.operator()
        .get("/registrations/" + id + "/mail")
        .then()
        .statusCode(200)
        .body("template", equalTo("invite"))
        .body("language", equalTo("en"))
        .body("subject", equalTo(received.subject()))
        .body("text", equalTo(received.text().replace("\r\n", "\n")))
        .body("html", equalTo(received.html().replace("\r\n", "\n")))
        .body("headers", hasItem("To: " + email))
        .body("headers", hasItem("Message-ID: " + received.header("Message-ID")))
        .body("headers", hasItem("List-Unsubscribe: <https://example.org/unsubscribe/" + id + ">"))
        .body("warnings", hasSize(0));
  }

  @Test
  void isOnThePageOfItsRegistrationInAFrameThatRunsNothing() {
    long id = invited(Api.address("ok"));
    Api.operator()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("frame-src 'self'"))
        .body(containsString("<iframe class=\"preview\" sandbox src=\"/mails/" + id + "/page\""))
        .body(containsString("Ada, join A &lt;b&gt;"))
        .body(containsString("https://example.org/?a=1&amp;b=2"))
        .body(containsString("List-Unsubscribe: &lt;https://example.org/unsubscribe/" + id));
    Api.operator()
        .get("/mails/" + id + "/page")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .header("Content-Security-Policy", containsString("; sandbox;"))
        .header("Cache-Control", "no-store")
        .body(containsString("<a href=\"https://example.org/?a=1&amp;b=2\">"))
        .body(containsString("<img src=\"data:image/png;base64,"));
  }

  @Test
  void isOfARegistrationThatThereIs() {
    Api.operator().get("/registrations/999999999/mail").then().spec(Problems.problem(404));
    Api.operator().get("/mails/999999999/page").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gone | | there is no template gone",
        "invite | {} | data.team.name",
        "invite | [1] | the data is no JSON",
        "invite | {\"link\": | the data is no JSON"
      })
  void saysWhyItCannotBeWritten(String template, String data, String why) {
    long id = row(template, data == null ? "" : data);
    Api.operator()
        .get("/registrations/" + id + "/mail")
        .then()
        .spec(Problems.problem(409))
        .body("detail", allOf(startsWith("The mail cannot be written: "), containsString(why)));
    Api.operator()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .body(containsString(why))
        .body(not(containsString("<iframe")));
    Api.operator().get("/mails/" + id + "/page").then().statusCode(409);
  }

  @Test
  void isGivenUpIfItsTemplateHasGoneWithoutHoldingUpTheOthers() throws Exception {
    long gone = row("gone", "");
    long broken = row("invite", "[1]");
    makeDue(gone);
    makeDue(broken);
    String email = Api.address("ok");
    long good = invited(email);
    Api.awaitState(good, "SENT");
    Api.awaitState(gone, "FAILED")
        .body("failures[0].reason", containsString("there is no template gone"));
    Api.awaitState(broken, "FAILED")
        .body("failures[0].reason", containsString("the data is no JSON"));
  }

  @Test
  void keepsTheLastVersionOfATemplateThatHasGoneAndSaysSo() throws IOException {
    OwnTemplates.add("fleeting", "Still here", "text");
    long id = row("fleeting", "");
    OwnTemplates.remove("fleeting");
    Api.operator()
        .get("/registrations/" + id + "/mail")
        .then()
        .statusCode(200)
        .body("subject", equalTo("Still here"))
        .body("warnings[0]", startsWith("The template fleeting has gone"));
    Api.operator()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .body(containsString("The template fleeting has gone"));
    makeDue(id);
    Api.awaitState(id, "SENT");
  }

  @Test
  void isWrittenWithTheTemplateAsItIsAtItsAttempt() throws Exception {
    OwnTemplates.add("changing", "Old words", "text");
    try {
      long id = row("changing", "");
      OwnTemplates.write("changing/en/subject.txt", "New words");
      await()
          .until(
              () -> Api.operator().get("/templates/changing/en").jsonPath().getString("subject"),
              equalTo("New words"));
      makeDue(id);
      Api.awaitState(id, "SENT");
      String email = Api.find(id).extract().jsonPath().getString("email");
      assertEquals("New words", stack.smtp().received(email).get(0).getSubject());
    } finally {
      OwnTemplates.remove("changing");
    }
  }

  @Test
  void isNamedOnTheMainPageWithFileAndLineIfAFaultIsInTheFolder() throws IOException {
    OwnTemplates.add("faulty", "Good", "text");
    try {
      OwnTemplates.write("faulty/en/body.txt", "one\n{nobody} <b>");
      await()
          .untilAsserted(
              () ->
                  Api.operator()
                      .get("/")
                      .then()
                      .statusCode(200)
                      .body(containsString("id=\"templates-fault\""))
                      .body(containsString("faulty/en/body.txt, line 2")));
      Api.operator().get("/page/overview").then().body(containsString("body.txt, line 2"));
      Api.operator().get("/templates/faulty/en").then().body("text", equalTo("text"));
      OwnTemplates.write("faulty/en/body.txt", "mended");
      await()
          .untilAsserted(
              () -> Api.operator().get("/").then().body(not(containsString("templates-fault"))));
    } finally {
      OwnTemplates.remove("faulty");
    }
  }
}
