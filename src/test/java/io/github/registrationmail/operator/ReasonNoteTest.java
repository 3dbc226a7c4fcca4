package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator has noted about the failures of a reason is there for whoever comes next. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReasonNoteTest {

  @Inject SampleRows rows;
  @Inject Sql sql;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String domain = mark + ".test";
  private final String full = "452 4.2.2 full at " + mark;
  private final String unknown = "550 5.1.1 unknown at " + mark;

  @BeforeEach
  void fail() {
    failed("ada", full);
    failed("bob", full);
    failed("eve", unknown);
  }

  @Test
  void isKeptWithItsGroupAloneAndSaysWhoAndWhen() {
    Instant before = Instant.now().minus(Duration.ofMinutes(1));

    write(full, "their quota is raised tonight").statusCode(204);

    groups(operator())
        .body("reason", contains(full, unknown))
        .body("[0].note.text", is("their quota is raised tonight"))
        .body("[0].note.who", is("operator"))
        .body("[1].note", nullValue());
    String at = groups(viewer()).extract().jsonPath().getString("[0].note.at");
    assertTrue(Instant.parse(at).isAfter(before), at);
    // what is shared by all who look may be some seconds old
    await()
        .untilAsserted(
            () ->
                operator()
                    .get("/registrations/reasons?state=FAILED")
                    .then()
                    .body(
                        "find { it.reason == '" + full + "' }.note.text",
                        containsString("tonight")));
  }

  @Test
  void givesWayToAnotherAndIsDeletedByAnEmptyOne() {
    write(full, "ticket 4711").statusCode(204);
    write(full, "ticket 4712").statusCode(204);
    groups(operator()).body("[0].note.text", is("ticket 4712"));

    write(full, " \t\n").statusCode(204);
    groups(operator()).body("[0].note", nullValue());
    assertEquals(0, sql.number("select count(*) from reason_note where reason = ?", full));
  }

  @Test
  void isThereAgainWhenTheReasonIs() {
    write(unknown, "a typing error in their form").statusCode(204);
    sql.execute("update registration set failure_reason = null where domain = ?", domain);
    groups(operator()).body("size()", is(0));

    failed("zoe", unknown);

    groups(operator()).body("[0].note.text", is("a typing error in their form"));
  }

  @Test
  void isOneLineOfWhatCanBeSeen() {
    write(full, "  first\r\nsecond\u202e\u0000 third ").statusCode(204);
    groups(operator()).body("[0].note.text", is("first second third"));
  }

  @Test
  void takesAsManyCharactersAsPeopleCount() {
    String reason = "\ud83d\udce8".repeat(152) + mark;
    String note = "\ud83d\udce8".repeat(500);
    failed("zoe", reason);

    write(reason, note).statusCode(204);

    groups(operator()).body("find { it.reason == '" + reason + "' }.note.text", is(note));
  }

  @Test
  void hidesAddressesFromViewers() {
    write(full, "ask postmaster@" + domain + " about it").statusCode(204);

    groups(operator()).body("[0].note.text", is("ask postmaster@" + domain + " about it"));
    groups(viewer()).body("[0].note.text", is("ask (address) about it"));
  }

  @Test
  void isWhatAnOperatorDid() {
    write(full, "for whoever comes next").statusCode(204);
    write(full, "").statusCode(204);
    write(full, "").statusCode(204);

    operator()
        .get("/actions?limit=3")
        .then()
        .body("actions[0].action", is("NOTE"))
        .body("actions[0].who", is("operator"))
        .body("actions[0].filter", is("reason=" + full.replace(" ", "+")))
        .body("actions[0].affected", is(0))
        .body("actions[0].registration", nullValue())
        .body("actions[1].action", is("NOTE"))
        .body("actions[1].filter", containsString(mark))
        .body("actions[2].filter", not(containsString(mark)))
        .body(not(containsString("whoever")));
  }

  @Test
  void namesNoAddressInWhatAnOperatorDid() {
    write("of ada@" + domain, "no reason that there is").statusCode(204);
    operator()
        .get("/actions?limit=1")
        .then()
        .body("actions[0].filter", is("reason=of+%28address%29"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                       | reason",
        "{}                                       | note",
        "{\"reason\": \" \", \"note\": \"x\"}     | reason",
        "{\"reason\": \"\u3000\", \"note\": \"x\"}| reason",
        "{\"reason\": null, \"note\": \"x\"}      | reason",
        "{\"reason\": \"x\", \"note\": null}      | note",
        "{\"reason\": \"x\", \"note\": 1}         | note",
        "{\"reason\": \"x\", \"text\": \"x\"}     | text"
      })
  void namesWhatIsWrong(String body, String field) {
    put("/registrations/reasons/note", body).spec(Problems.wrong(field));
  }

  @Test
  void refusesWhatIsTooLong() {
    write("x".repeat(161), "x").spec(Problems.wrong("reason"));
    write("x", "x".repeat(501)).spec(Problems.wrong("note"));
  }

  @Test
  void refusesAParameter() {
    put("/registrations/reasons/note?reason=x", "{\"reason\": \"x\", \"note\": \"x\"}")
        .spec(Problems.wrong("reason"));
  }

  private void failed(String name, String reason) {
    long id = rows.registration(name + "@" + domain, "FAILED");
    sql.execute(
        "update registration set failure_reason = ?, failed_at = utc_timestamp(3) where id = ?",
        reason,
        id);
  }

  private static ValidatableResponse write(String reason, String note) {
    return put("/registrations/reasons/note", Map.of("reason", reason, "note", note));
  }

  private static ValidatableResponse put(String path, Object body) {
    return operator().contentType("application/json").body(body).put(path).then();
  }

  private ValidatableResponse groups(RequestSpecification who) {
    return who.queryParam("domain", domain).get("/registrations/reasons").then().statusCode(200);
  }
}
