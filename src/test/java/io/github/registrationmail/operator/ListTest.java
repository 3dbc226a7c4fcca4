package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ListTest {

  @Inject SampleRows rows;

  @Test
  void showsTheNewestFirst() {
    long older = rows.registration(address("list"), "PENDING");
    long newer = rows.registration(address("list"), "SENT");

    operator()
        .get("/registrations?limit=2")
        .then()
        .statusCode(200)
        .body("registrations.id", contains((int) newer, (int) older))
        .body("registrations.mail.state", contains("SENT", "PENDING"))
        .body("registrations[0].mail.sentAt", notNullValue())
        .body("next", is((int) older));
  }

  /** In a query an unescaped plus sign stands for a space. */
  @Test
  void findsAnAddressWithAPlusSignHoweverItIsWritten() {
    String email = address("plus");
    int id = (int) rows.registration(email, "SENT");
    for (String written : List.of(email, email.replace("+", "%2B"), email.replace("+", "%20"))) {
      operator()
          .urlEncodingEnabled(false)
          .get("/registrations?email=" + written)
          .then()
          .statusCode(200)
          .body("registrations.id", contains(id));
    }
  }

  @Test
  void pagesThroughEveryRegistrationOnceByAddress() {
    String prefix = address("paged").replace("@example.org", "");
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      expected.add((int) rows.registration(prefix + i + "@example.org", "CANCELLED"));
    }

    List<Integer> seen = new ArrayList<>();
    String after = "";
    do {
      JsonPath page =
          operator()
              .queryParam("email", prefix)
              .queryParam("state", "CANCELLED")
              .queryParam("limit", 3)
              .queryParam("after", after)
              .get("/registrations")
              .then()
              .statusCode(200)
              .body("registrations", hasSize(lessThanOrEqualTo(3)))
              .extract()
              .jsonPath();
      seen.addAll(page.getList("registrations.id"));
      after = page.getString("next");
    } while (after != null);

    assertEquals(expected, seen);
  }

  @Test
  void showsOneStateOnly() {
    long failed = rows.registration(address("list"), "FAILED");

    operator()
        .get("/registrations?state=FAILED&limit=200")
        .then()
        .statusCode(200)
        .body("registrations.mail.state", everyItem(equalTo("FAILED")))
        .body("registrations.id", hasItem((int) failed));
  }

  @Test
  void findsAddressesByTheirBeginningInAnyCase() {
    String email = address("Find%me_");
    long id = rows.registration(email, "SENT");

    operator()
        .queryParam("email", email.substring(0, 14).toUpperCase())
        .get("/registrations")
        .then()
        .statusCode(200)
        .body("registrations.id", contains((int) id))
        .body("next", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"%25", "_ind%25me", "find\\\\"})
  void takesWildcardsAsTheyAre(String prefix) {
    rows.registration(address("Find%me_"), "SENT");

    operator()
        .urlEncodingEnabled(false)
        .get("/registrations?email=" + prefix.replace("\\", "%5C"))
        .then()
        .statusCode(200)
        .body("registrations", is(empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "state=LOST, state",
    "state=failed, state",
    "limit=0, limit",
    "limit=201, limit",
    "limit=many, limit",
    "after=-1, after",
    "after=x, after",
    "after=99999999999999999999, after",
    "rason=mailbox, rason",
    "State=FAILED, State"
  })
  void namesTheParameterThatIsWrong(String query, String field) {
    operator()
        .get("/registrations?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", contains(field));
  }

  @Test
  void namesAllParametersThatAreWrong() {
    operator()
        .queryParam("email", "a".repeat(255))
        .get("/registrations?state=x&limit=x&after=x")
        .then()
        .statusCode(400)
        .body("errors.field", contains("state", "email", "after", "limit"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /registrations/summary?state=FAILED, state",
    "GET, /registrations/1?x=, x",
    "GET, /registrations/1/mail?x, x",
    "POST, /registrations/1/mail/retry?state=FAILED, state",
    "POST, /registrations/mail/retry?state=FAILED&rason=mailbox, rason",
    "POST, /registrations/mail/cancel?sate=FAILED, sate",
    "POST, /registrations/mail/resend?state=FAILED&dry=true, dry",
    "POST, /registrations/erase?mail=ada, mail",
    "GET, /operations?state=DONE, state",
    "GET, /operations/1?x=1, x",
    "POST, /operations/1/stop?force=true, force",
    "DELETE, /registrations/1/mail?force=true, force",
    "DELETE, /registrations/1?force=true, force",
    "GET, /sending?replica=1, replica",
    "PUT, /sending/pause?reason=a, reason",
    "DELETE, /sending/pause?after=1h, after",
    "GET, /registrations?state=FAILED&state=SENT, state",
    "GET, /registrations?limit=1&limit=2, limit",
    "GET, /registrations?email=*, email",
    "GET, /registrations/export?domain=a&domain=b, domain",
    "GET, /registrations/reasons?template=a&template=b, template",
    "GET, /actions?who=a&who=b, who",
    "GET, /operations?after=1&after=2, after",
    "GET, /?state=FAILED&state=SENT, state",
    "GET, /page/overview?lang=en&lang=zh, lang",
    "GET, /history?who=a&who=b, who",
    "GET, /templates?name=welcome, name",
    "GET, /templates/welcome/en?date={}, date",
    "GET, /?stat=FAILED, stat",
    "GET, /page/list?stat=FAILED, stat",
    "GET, /page/events?x=1, x",
    "GET, /mails/1?x=1, x",
    "GET, /previews?x=1, x"
  })
  void refusesAParameterThatTheCallDoesNotKnow(String method, String call, String name) {
    operator()
        .urlEncodingEnabled(false)
        .request(method, call.replace("{}", "%7B%7D"))
        .then()
        .spec(Problems.wrong(name));
  }

  @Test
  void takesBlankParametersAsNone() {
    rows.registration(address("list"), "SENT");

    operator()
        .get("/registrations?state=&email=&after=&limit=")
        .then()
        .statusCode(200)
        .body("registrations", is(not(empty())));
  }
}
