package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.operator;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three registrations that nobody else finds, by every parameter alone and together. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SearchTest {

  @Inject SampleRows rows;
  @Inject Sql sql;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String domain = mark + ".test";
  private final String reason = "550 no such user " + mark;
  private int ada;
  private int bob;
  private int eve;

  @BeforeEach
  void register() {
    ada = row("ada", "FAILED", "2001-01-01", "2001-02-01");
    bob = row("bob", "FAILED", "2001-01-02", "2001-02-02");
    eve = row("eve", "RETRYING", "2001-01-03", "2001-02-03");
  }

  @Test
  void findsByEachParameter() {
    find(Map.of("email", "ada+" + mark)).body("registrations.id", contains(ada));
    find(Map.of("email", "*B+" + mark)).body("registrations.id", contains(bob));
    find(Map.of("domain", domain.toUpperCase())).body("registrations.id", contains(eve, bob, ada));
    find(Map.of("template", "t-" + mark)).body("registrations.id", contains(eve, bob, ada));
    find(Map.of("reason", reason)).body("registrations.id", contains(eve, bob, ada));
    find(Map.of("reason", reason, "state", "FAILED")).body("registrations.id", contains(bob, ada));
    find(Map.of("domain", domain, "state", "RETRYING")).body("registrations.id", contains(eve));
    find(Map.of("domain", domain, "template", "welcome")).body("registrations.id", is(empty()));
    find(Map.of("registeredFrom", "2001-01-02", "registeredTo", "2001-01-03"))
        .body("registrations.id", hasItems(bob, eve));
    find(Map.of("domain", domain, "registeredTo", "2001-01-02"))
        .body("registrations.id", contains(bob, ada));
    find(Map.of("failedFrom", "2001-02-01T00:00:00Z", "failedTo", "2001-02-02T00:00:00Z"))
        .body("registrations.id", hasItems(ada));
    find(Map.of("domain", domain, "failedFrom", "2001-02-02"))
        .body("registrations.id", contains(eve, bob));
  }

  @Test
  void findsNobodyWhoNeverFailedByTheTimeOfAFailure() {
    sql.execute("update registration set failed_at = null where id = ?", eve);

    find(Map.of("domain", domain, "failedTo", "2001-02-28"))
        .body("registrations.id", contains(bob, ada));
    find(Map.of("failedFrom", "2001-02-01", "failedTo", "2001-02-28"))
        .body("registrations.id", not(hasItem(eve)));
  }

  @ParameterizedTest
  @CsvSource({
    "registeredFrom, 2001-01-01, registeredTo, 2001-01-03",
    "failedFrom, 2001-02-01, failedTo, 2001-02-03"
  })
  void pagesThroughAPeriodOnceNewestFirst(String from, String first, String to, String last) {
    List<Integer> seen = new ArrayList<>();
    String after = "";
    do {
      JsonPath page =
          parameters(Map.of("domain", domain, from, first, to, last))
              .queryParam("limit", 1)
              .queryParam("after", after)
              .get("/registrations")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("registrations.id"));
      after = page.getString("next");
    } while (after != null);

    assertEquals(List.of(eve, bob, ada), seen);
  }

  /** Each look reads a bounded number of rows, and says after which to go on. */
  @Test
  void findsOneAmongManyInBoundedLooks() {
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at)
        select concat('hay', seq, ?), concat('hay', seq, ?), 'Ada', 'en', utc_timestamp(3),
          'CANCELLED', utc_timestamp(3), null
        from
        """
            + Sql.SEQUENCE.formatted(8_000),
        "@" + mark,
        "@" + mark);
    List<Integer> seen = new ArrayList<>();
    int looks = 0;
    String after = "";
    do {
      JsonPath page =
          parameters(Map.of("email", "*ada+" + mark))
              .queryParam("after", after)
              .get("/registrations")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("registrations.id"));
      after = page.getString("next");
      looks++;
    } while (seen.isEmpty() && after != null);

    assertEquals(List.of(ada), seen);
    assertTrue(looks > 1, "in one look");
  }

  @Test
  void groupsFailuresByTheirReason() {
    row("zoe", "FAILED", "2001-01-04", "2001-02-04", "other-" + domain);
    String group = "find { it.reason == '" + reason + "' }.";

    // another test may have looked at them a moment before
    await().untilAsserted(() -> reasons(Map.of("state", "FAILED")).body(group + "mails", is(3)));
    reasons(Map.of("state", "FAILED"))
        .body(group + "firstAt", is("2001-02-01T00:00:00Z"))
        .body(group + "lastAt", is("2001-02-04T00:00:00Z"))
        .body(group + "domain", is(domain))
        .body(group + "ofDomain", is(2));
    reasons(Map.of("domain", domain)).body("mails", contains(2)).body("sample", contains(bob));
    reasons(Map.of("domain", domain, "state", "RETRYING")).body("mails", contains(1));
  }

  @Test
  void retriesWhatTheFilterMeansAndNothingElse() {
    int other = row("zoe", "FAILED", "2001-01-04", "2001-02-04", "other-" + domain);

    Api.operate(
            "/registrations/mail/retry?state=FAILED&domain="
                + domain
                + "&reason="
                + reason.replace(" ", "%20"))
        .body("changed", is(2));

    find(Map.of("reason", reason)).body("registrations.id", containsInAnyOrder(eve, other));
    parameters(Map.of("reason", reason))
        .post("/registrations/mail/retry")
        .then()
        .spec(Problems.wrong("state"));
  }

  @ParameterizedTest
  @CsvSource({
    "registeredFrom=yesterday, registeredFrom",
    "failedTo=2001-02-30, failedTo",
    "failedFrom=2001-02-01T00:00, failedFrom",
    "registeredTo=0001-01-01, registeredTo"
  })
  void namesThePeriodThatIsWrong(String query, String field) {
    for (String call : List.of("/registrations?", "/registrations/reasons?", "/?", "/page/list?")) {
      operator().get(call + query).then().spec(Problems.wrong(field));
    }
  }

  private int row(String name, String state, String registered, String failed) {
    return row(name, state, registered, failed, domain);
  }

  private int row(String name, String state, String registered, String failed, String domain) {
    long id = rows.registration(name + "+" + mark + "@" + domain, state);
    sql.execute(
        """
        update registration set registered_at = ?, failed_at = ?, failure_reason = ?, template = ?
        where id = ?
        """,
        registered,
        failed,
        reason,
        "t-" + mark,
        id);
    return (int) id;
  }

  private static ValidatableResponse find(Map<String, String> filter) {
    return parameters(filter).get("/registrations").then().statusCode(200);
  }

  private static ValidatableResponse reasons(Map<String, String> filter) {
    return parameters(filter).get("/registrations/reasons").then().statusCode(200);
  }

  private static RequestSpecification parameters(Map<String, String> filter) {
    return operator().queryParams(filter);
  }
}
