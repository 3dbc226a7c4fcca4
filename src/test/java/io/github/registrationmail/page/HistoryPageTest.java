package io.github.registrationmail.page;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who did what, on a page of its own and on a registration's timeline. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class HistoryPageTest {

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Audit audit;

  @Test
  void showsWhoDidWhatToWhich() {
    long id = rows.registration(address("page"), "SENT");
    record(NewAction.of("<b>ada", ActionKind.RETRY, id));
    record(NewAction.of("ada", ActionKind.RETRY_ALL, "state=FAILED&reason=452+full", 1200));
    record(NewAction.of("ada", ActionKind.RETRY_ALL, "state=FAILED&email=***", 1));
    viewer()
        .get("/history")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body(containsString("<bdi>&lt;b&gt;ada</bdi>"))
        .body(containsString("<a href=\"/mails/" + id + "\">" + id + "</a>"))
        .body(containsString("<a href=\"/?state=FAILED&amp;reason=452+full\">"))
        .body(containsString("state=FAILED&amp;reason=452 full"))
        .body(containsString("<bdi>state=FAILED&amp;email=***</bdi>"))
        .body(not(containsString("href=\"/?state=FAILED&amp;email")))
        .body(containsString("Many retried"));
    viewer()
        .header("Accept-Language", "zh")
        .get("/history?registration=" + id)
        .then()
        .body(containsString("已重发"))
        .body(not(containsString("已批量重发")));
    viewer().get("/").then().body(containsString("href=\"/history\""));
  }

  @Test
  void goesOnPageByPage() {
    long id = rows.registration(address("pages"), "SENT");
    for (int i = 0; i < 51; i++) {
      record(NewAction.of("many", ActionKind.RETRY, id));
    }
    String query = "?registration=" + id + "&amp;who=many&amp;after=";
    String first =
        operator()
            .get("/history?who=many&registration=" + id)
            .then()
            .body(containsString("href=\"/history" + query))
            .body(not(containsString("id=\"newest\"")))
            .extract()
            .asString();
    String after = first.replaceAll("(?s).*&amp;after=(\\d+)\".*", "$1");
    operator()
        .get("/history?who=many&registration=" + id + "&after=" + after)
        .then()
        .body(containsString("id=\"newest\""))
        .body(not(containsString("id=\"older\"")));
    operator().get("/history?after=x").then().statusCode(400);
    operator().get("/history?whose=x").then().statusCode(400);
  }

  @Test
  void tellsOnTheTimelineWhoItWas() {
    long id = rows.registration(address("timeline"), "SENT");
    var unused =
        sql.execute(
            """
            insert into mail_resend(user_id, attempt, resent_at)
            values (?, 3, utc_timestamp(3) - interval 1 hour)
            """,
            id);
    record(NewAction.of("grace", ActionKind.RESEND, id));
    at(id, 60);
    record(NewAction.of("ada", ActionKind.RETRY, id));
    unused = sql.execute("update registration set mail_state = 'FAILED' where id = ?", id);
    rows.failure(id, Duration.ofHours(2));
    operator().delete("/registrations/" + id + "/mail").then().statusCode(204);

    for (String path : new String[] {"/mails/" + id, "/page/mails/" + id}) {
      viewer()
          .get(path)
          .then()
          .body(
              matchesPattern(
                  "(?s).*Cancelled<span class=\"quiet\"> · <bdi>operator</bdi>.*"
                      + "Retried<span class=\"quiet\"> · <bdi>ada</bdi>.*"
                      + "Sent again by an operator<span class=\"quiet\"> · <bdi>grace</bdi>.*"
                      + "Attempt 1 failed.*"));
    }
  }

  private void at(long id, int minutesAgo) {
    var unused =
        sql.execute(
            "update operator_action set at = utc_timestamp(3) - interval ? minute"
                + " where registration_id = ?",
            minutesAgo,
            id);
  }

  private void record(NewAction action) {
    audit.record(action).await().atMost(Duration.ofSeconds(10));
  }
}
