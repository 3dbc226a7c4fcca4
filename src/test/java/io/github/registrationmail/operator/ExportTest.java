package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is stored can be taken away: of one person all, of many a table. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ExportTest {

  private static final String NAMES =
      "id,email,name,locale,template,registeredAt,state,attempt,nextAttemptAt,sentAt,failedAt,"
          + "reason,lastError,reply";

  @Inject SampleRows rows;
  @Inject Sql sql;

  @Test
  void hasAllThatIsStoredOfAPerson() {
    long id = rows.registration(address("whole"), "FAILED");
    var data =
        sql.execute(
            "update registration set data = ?, idempotency_key = 'order-7' where id = ?",
            "{\"plan\": {\"name\": \"basic\"}}",
            id);
    var failures =
        sql.execute(
            """
            insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
            select ?, seq, utc_timestamp(3), '450 busy', 3000 from
            """
                + Sql.SEQUENCE.formatted(450)
                + " order by seq",
            id);
    var resend =
        sql.execute(
            "insert into mail_resend(user_id, attempt, resent_at) values (?, 3, utc_timestamp(3))",
            id);

    List<Integer> attempts =
        operator()
            .get("/registrations/" + id + "/export")
            .then()
            .statusCode(200)
            .header("Content-Disposition", containsString("registration-" + id + ".json"))
            .body("registration.id", is((int) id))
            .body("registration.email", containsString("whole"))
            .body("template", is("welcome"))
            .body("data.plan.name", is("basic"))
            .body("idempotencyKey", is("order-7"))
            .body("resends", hasSize(1))
            .body("resends[0].attempt", is(3))
            .extract()
            .jsonPath()
            .getList("failures.attempt", Integer.class);
    assertEquals(IntStream.iterate(450, i -> i > 0, i -> i - 1).boxed().toList(), attempts);
  }

  @Test
  void hasLittleOfAPersonOfWhomThereIsLittle() {
    long id = rows.registration(address("little"), "SENT");
    operator()
        .get("/registrations/" + id + "/export")
        .then()
        .statusCode(200)
        .body("data", nullValue())
        .body("failures", hasSize(0))
        .body("resends", hasSize(0));
    operator()
        .get("/registrations/999999999/export")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void writesEachRegistrationOfTheFilterOnALine() {
    var inserted =
        sql.execute(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
              template)
            select concat('csv', seq, '@table.example'), concat('csv', seq, '@table.example'), 'Ada',
              'en', '2026-01-01', 'CANCELLED', utc_timestamp(3), 'welcome' from
            """
                + Sql.SEQUENCE.formatted(450)
                + " order by seq");

    String[] lines = table("domain=table.example");

    assertEquals(NAMES, lines[0]);
    assertEquals(451, lines.length);
    assertEquals(450, Arrays.stream(lines).skip(1).distinct().count());
    assertTrue(
        lines[1].matches(
            "\\d+,csv450@table\\.example,Ada,en,welcome,2026-01-01T00:00:00Z,CANCELLED,1,,,,,,"),
        lines[1]);
    String[] shorter = table("domain=table.example&email=csv45");
    assertEquals(
        List.of("csv450", "csv45"), Arrays.stream(shorter).skip(1).map(ExportTest::user).toList());
  }

  @Test
  void isNoFormulaAndNoOtherColumnWhateverAPersonIsCalled() {
    long id = rows.registration(address("formula"), "CANCELLED");
    var named =
        sql.execute("update registration set name = ? where id = ?", "=HYPERLINK(\"x\"),\"", id);
    String email = operator().get("/registrations/" + id).jsonPath().getString("email");

    String[] lines = table("email=" + email.replace("+", "%2B"));

    assertEquals(2, lines.length);
    assertTrue(lines[1].contains(",\"'=HYPERLINK(\"\"x\"\"),\"\"\",en,"), lines[1]);
  }

  @Test
  void hasOnlyTheNamesWhenNobodyIsMeant() {
    assertEquals(List.of(NAMES), List.of(table("domain=nobody.example")));
  }

  @Test
  void namesWhatIsNotValid() {
    operator()
        .get("/registrations/export?state=LOST&limit=3")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void isOfferedByThePage() {
    long id = rows.registration(address("offer"), "SENT");
    operator()
        .get("/?state=SENT")
        .then()
        .body(containsString("href=\"/registrations/export?state=SENT\" download"));
    operator()
        .get("/mails/" + id)
        .then()
        .body(containsString("href=\"/registrations/" + id + "/export\" download"));
  }

  private static String user(String line) {
    return line.replaceAll("^\\d+,([^@]*)@.*", "$1");
  }

  private static String[] table(String filter) {
    return operator()
        .urlEncodingEnabled(false)
        .get("/registrations/export?" + filter)
        .then()
        .statusCode(200)
        .contentType("text/csv; charset=UTF-8")
        .header("Content-Disposition", containsString("registrations.csv"))
        .extract()
        .asString()
        .split("\r\n");
  }
}
