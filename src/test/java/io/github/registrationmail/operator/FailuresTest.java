package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.find;
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
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mail with thousands of failures is shown a page at a time. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class FailuresTest {

  @Inject SampleRows rows;
  @Inject Sql sql;

  @Test
  void carriesTheLastHundredAndSaysHowManyThereAreBesides() {
    long id = failed(5_006);

    find(id)
        .body("failures", hasSize(100))
        .body("failures[0].attempt", is(5_006))
        .body("olderFailures", is(4_906));
    find(rows.registration(address("none"), "SENT"))
        .body("failures", hasSize(0))
        .body("olderFailures", is(0));
  }

  @Test
  void goesThroughAllOfThemPageByPage() {
    long id = failed(450);
    failed(3);
    List<Integer> attempts = new ArrayList<>();
    String after = "";
    while (after != null) {
      JsonPath page =
          operator()
              .get("/registrations/" + id + "/failures?limit=200&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      attempts.addAll(page.getList("failures.attempt", Integer.class));
      after = page.getString("next");
    }

    assertEquals(IntStream.iterate(450, i -> i > 0, i -> i - 1).boxed().toList(), attempts);
  }

  @Test
  void hasFiftyOfThemWhenNobodySaysHowMany() {
    long id = failed(50);
    operator()
        .get("/registrations/" + id + "/failures")
        .then()
        .body("failures", hasSize(50))
        .body("next", nullValue());
  }

  @Test
  void knowsNoRegistrationThatIsNotThere() {
    operator()
        .get("/registrations/999999999/failures")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    operator().get("/mails/999999999/failures").then().statusCode(404);
  }

  @Test
  void namesWhatIsNotValid() {
    operator()
        .get("/registrations/1/failures?after=x&limit=201")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", is(List.of("after", "limit")));
  }

  @Test
  void keepsThePageSmallAndLinksToTheRest() {
    long id = failed(5_006);
    String page = operator().get("/mails/" + id).then().statusCode(200).extract().asString();
    assertTrue(page.length() < 100_000, () -> page.length() + " characters");
    assertTrue(page.contains("4,906 earlier failures"), page);

    String link = page.replaceAll("(?s).*id=\"older-failures\" href=\"([^\"]*)\".*", "$1");
    operator()
        .get(link)
        .then()
        .statusCode(200)
        .body(containsString("Attempt 4906 failed"))
        .body(containsString("Attempt 4807 failed"))
        .body(containsString("id=\"older\""));
  }

  private long failed(int times) {
    long id = rows.registration(address("failures"), "FAILED");
    var unused =
        sql.execute(
            """
            insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 450)
            select ?, i, utc_timestamp(3), '450 busy', 3000 from n where i <= ? order by i
            """,
            id,
            Math.min(times, 450));
    for (int from = 450; from < times; from += 450) {
      var more =
          sql.execute(
              """
              insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
              select user_id, attempt + ?, failed_at, reason, next_delay_ms from mail_failure
              where user_id = ? and attempt <= 450 and attempt + ? <= ? order by attempt
              """,
              from,
              id,
              from,
              times);
    }
    return id;
  }
}
