package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers see: all that there is, and of people their first letters. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ViewerTest {

  private static final String SECRET = "zoe.verysecret";

  @Inject SampleRows rows;
  @Inject Sql sql;

  private String email;
  private long id;

  @BeforeEach
  void fail() {
    email = address(SECRET);
    id = rows.registration(email, "FAILED");
    rows.failure(id, Duration.ZERO);
    String words = "550 5.1.1 <" + email + "> unknown";
    var unused =
        sql.execute(
            "update registration set name = 'Zoe Lovelace', last_error = ? where id = ?",
            words,
            id);
    unused = sql.execute("update mail_failure set reason = ? where user_id = ?", words, id);
    unused =
        sql.execute(
            """
            insert into mail_resend(user_id, attempt, resent_at, sent_at, reply)
            values (?, 1, utc_timestamp(3) - interval 1 hour, utc_timestamp(3), ?)
            """,
            id,
            "250 ok " + email);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registrations?state=FAILED",
        "/registrations/{id}",
        "/registrations/{id}/failures",
        "/registrations/reasons",
        "/?state=FAILED",
        "/page/list?state=FAILED",
        "/page/reasons",
        "/mails/{id}",
        "/mails/{id}/failures",
        "/page/mails/{id}"
      })
  void seesNobody(String path) {
    Response answer = viewer().get(path.replace("{id}", "" + id));
    answer.then().statusCode(200);
    String body = answer.asString();
    assertFalse(body.contains("verysecret"), body);
    assertFalse(body.contains("Lovelace"), body);
  }

  @Test
  void seesTheFirstLetterAndTheDomain() {
    viewer()
        .get("/registrations/" + id)
        .then()
        .body("email", is("z***@example.org"))
        .body("name", is("Z***"))
        .body("mail.lastError", is("550 5.1.1 <(address)> unknown"))
        .body("failures[0].reason", is("550 5.1.1 <(address)> unknown"))
        .body("resends[0].replyBefore", is("250 ok (address)"));
    viewer()
        .get("/registrations?state=FAILED&limit=200")
        .then()
        .body("registrations.email", hasItem("z***@example.org"));
    operator().get("/registrations/" + id).then().body("email", is(email));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/registrations", "/registrations/reasons", "/", "/page/list", "/page/overview"})
  void doesNotFindOutAnAddress(String path) {
    for (String search : new String[] {email, "*verysecret"}) {
      viewer()
          .queryParam("email", search)
          .get(path)
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", containsString("There is no search by address"));
      operator().queryParam("email", search).get(path).then().statusCode(200);
    }
    viewer().queryParam("domain", "example.org").get(path).then().statusCode(200);
  }

  @Test
  void seesAPageThatOffersNothing() {
    viewer()
        .get("/?state=FAILED")
        .then()
        .body(containsString("z***@example.org"))
        .body(not(containsString("hx-post")))
        .body(not(containsString("hx-put")))
        .body(not(containsString("hx-delete")))
        .body(not(containsString("id=\"register\"")))
        .body(not(containsString("name=\"email\"")));
    for (String part : new String[] {"/", "/page/list"}) {
      viewer()
          .get(part + "?state=FAILED&domain=example.org")
          .then()
          .body(containsString("z***@example.org"))
          .body(not(containsString("/registrations/erase")))
          .body(not(containsString("/registrations/mail/resend")));
    }
    viewer()
        .get("/mails/" + id)
        .then()
        .body(containsString("The mail is not shown"))
        .body(containsString("data-user=\"viewer\""))
        .body(not(containsString("hx-post")))
        .body(not(containsString("hx-delete")))
        .body(not(containsString("<iframe")));
    viewer().get("/page/reasons").then().body(not(containsString("<button")));
    viewer()
        .get("/previews/welcome/en")
        .then()
        .body(allOf(containsString("<iframe"), not(containsString("method=\"post\""))));
    operator()
        .get("/mails/" + id)
        .then()
        .body(containsString("hx-post=\"/registrations/" + id + "/mail/retry\""))
        .body(containsString("data-user=\"operator\""))
        .body(not(containsString("The mail is not shown")));
  }

  @Test
  void sawThePauseAndItsReason() {
    try {
      operator()
          .contentType("application/json")
          .body("{\"reason\": \"the mail server is moved, ask ada@example.org\"}")
          .put("/sending/pause")
          .then()
          .statusCode(200)
          .body("who", is("operator"));
      viewer()
          .get("/sending")
          .then()
          .body("reason", containsString("the mail server is moved"))
          .body("reason", not(containsString("ada@")));
      viewer()
          .get("/page/overview")
          .then()
          .body(containsString("the mail server is moved"))
          .body(not(containsString("ada@")))
          .body(not(containsString("id=\"resume\"")));
    } finally {
      operator().delete("/sending/pause").then().statusCode(204);
    }
  }
}
