package io.github.registrationmail.page;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.OperatorHeader;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PageTest {

  @Inject SampleRows rows;
  @Inject Sql sql;

  @TestHTTPResource("/page/events")
  URI events;

  @Test
  void showsTheListAndIsNotKeptNorFramed() {
    String email = address("page");
    long id = rows.registration(email, "FAILED");

    operator()
        .get("/?state=FAILED")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("default-src 'none'"),
                containsString("script-src 'self';"),
                containsString("style-src 'self';"),
                containsString("frame-ancestors 'none'"),
                not(containsString("unsafe"))))
        .body(allOf(containsString(email), containsString("id=\"retry-" + id + "\"")))
        .body(not(containsString("style=")))
        .body(not(containsString("onclick")));
  }

  /** Each word of a row is of its own registration, whoever is in the row before. */
  @Test
  void showsTwentyFiveAndLeadsToThoseBefore() {
    String domain = address("list").replace('@', '.').replace('+', '-');
    for (int i = 0; i < 30; i++) {
      rows.registration("mail" + i + "@" + domain, i % 2 == 0 ? "FAILED" : "SENT");
    }

    String newest = list("?domain=" + domain);
    String older =
        list(found(newest, "id=\"older\" href=\"/([^\"]+)").get(0).replace("&amp;", "&"));

    assertEquals(25, found(newest, "id=\"row-([0-9]+)").size());
    assertEquals(5, found(older, "id=\"row-([0-9]+)").size());
    assertTrue(found(older, "id=\"older\"").isEmpty());
    assertEquals(
        IntStream.rangeClosed(5, 29).map(i -> 34 - i).boxed().toList(),
        found(newest, "href=\"/mails/[0-9]+\">mail([0-9]+)@").stream()
            .map(Integer::valueOf)
            .toList());
    for (String button : List.of("retry", "cancel")) {
      String named = "aria-labelledby=\"" + button + "-";
      assertEquals(12, found(newest, named + "([0-9]+)").size());
      assertEquals(
          found(newest, "id=\"" + button + "-([0-9]+)"),
          found(newest, named + "[0-9]+ open-([0-9]+)"));
    }
    assertEquals(12, found(newest, ">(Failed)</span>").size());
    assertEquals(13, found(newest, ">(Sent)</span>").size());
  }

  private static String list(String query) {
    return operator().get("/page/list" + query).then().statusCode(200).extract().asString();
  }

  private static List<String> found(String html, String pattern) {
    return Pattern.compile(pattern)
        .matcher(html)
        .results()
        .map(match -> match.group(match.groupCount()))
        .toList();
  }

  @Test
  void showsTheLastWordOfTheMailServerAndWhatWasNotCounted() {
    long id = rows.registration(address("ok"), "SENT");
    rows.failure(id, java.time.Duration.ZERO);
    var unused =
        sql.execute(
            "update mail_failure set counted = 0, reason = 'perhaps sent' where user_id = ?", id);
    unused =
        sql.execute(
            "update registration set reply = '250 2.0.0 <queued> as 4C1B2' where id = ?", id);
    for (String path : new String[] {"/mails/" + id, "/page/mails/" + id}) {
      operator()
          .get(path)
          .then()
          .statusCode(200)
          .body(containsString("250 2.0.0 &lt;queued&gt; as 4C1B2"))
          .body(containsString("perhaps sent"))
          .body(containsString("not counted, the same attempt again after 3 s"));
    }
  }

  @Test
  void showsThatAMailWasSentAgainAndOffersIt() {
    long id = rows.registration(address("again"), "SENT");
    var unused =
        sql.execute(
            """
            insert into mail_resend(user_id, attempt, resent_at, sent_at, reply)
            values (?, 3, utc_timestamp(3), utc_timestamp(3), '250 as 1stQueueId')
            """,
            id);
    rows.failure(id, java.time.Duration.ofMinutes(1));
    operator()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .body(containsString("hx-post=\"/registrations/" + id + "/mail/resend\""))
        .body(
            matchesPattern(
                "(?s).*Sent again by an operator.*at attempt 2<.*250 as 1stQueueId.*Attempt 1 failed.*"));
    long sending = rows.registration(address("again"), "SENDING");
    operator().get("/mails/" + sending).then().body(not(containsString("/mail/resend")));
  }

  @Test
  void escapesWhatPeopleWroteAndMailServersSaid() {
    String email = address("o'<b>\"");
    register(Map.of("email", address("plain"), "name", "<script>alert(1)</script>"))
        .statusCode(201);
    long id = rows.registration(email, "FAILED");
    rows.failure(id, java.time.Duration.ZERO);
    var unused =
        sql.execute(
            "update mail_failure set reason = '<img src=x onerror=alert(1)>' where user_id = ?",
            id);
    unused =
        sql.execute(
            "update registration set last_error = '<img src=x onerror=alert(1)>' where id = ?", id);

    for (String path : new String[] {"/", "/page/list", "/mails/" + id, "/page/mails/" + id}) {
      operator()
          .get(path)
          .then()
          .statusCode(200)
          .body(not(containsString("<script>alert")))
          .body(not(containsString("<img src=x")))
          .body(not(containsString("<b>\"")))
          .body(containsString("<bdi>&lt;img src=x"))
          .body(containsString("o&#39;&lt;b&gt;&quot;"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-GB,en;q=0.9 | | | en",
        "zh-CN,zh;q=0.9,en;q=0.8 | | | zh",
        "zh-TW | | | zh",
        "de-DE,fr;q=0.5 | | | en",
        "* | | | en",
        "en | zh | | zh",
        "en | xx | | en",
        "en | zh | en | en",
        "zh | | en | en"
      })
  void speaksTheLanguageOfTheBrowserOrTheOneChosen(
      String accepted, String kept, String chosen, String spoken) {
    var request = operator().header("Accept-Language", accepted);
    if (kept != null) {
      request.cookie("lang", kept);
    }
    if (chosen != null) {
      request.queryParam("lang", chosen);
    }
    String words = spoken.equals("zh") ? "最近一小时" : "The last hour";

    var page = request.get("/").then().statusCode(200);

    page.body(allOf(containsString("<html lang=\"" + spoken + "\""), containsString(words)));
    assertEquals(chosen, page.extract().cookie("lang"));
  }

  @Test
  void tellsTheStoryOfAMail() {
    String email = address("story");
    long id = rows.registration(email, "RETRYING");
    rows.failure(id, java.time.Duration.ofSeconds(5));

    operator()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .body(containsString(email))
        .body(containsString("450 busy"))
        .body(containsString("next attempt after 3 s"))
        .body(containsString("id=\"cancel-" + id + "\""));
  }

  @Test
  void saysThatThereIsNoSuchRegistration() {
    operator()
        .get("/mails/999999999")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("There is no such registration."));
    operator().get("/page/mails/999999999").then().statusCode(404);
    operator().get("/?state=LOST").then().statusCode(400);
  }

  @Test
  void drawsTheLastHour() {
    operator().get("/page/activity").then().statusCode(200).body("", hasSize(60));
  }

  @Test
  void tellsOpenPagesOfAChange() throws IOException {
    var connection = (HttpURLConnection) events.toURL().openConnection();
    connection.setRequestProperty("Authorization", OperatorHeader.of("operator"));
    connection.setReadTimeout(10_000);
    try (InputStream stream = connection.getInputStream()) {
      var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String first = next(lines);
      rows.registration(address("event"), "SENT");
      String second = next(lines);
      assertTrue(first.contains("\"version\":"), first);
      assertTrue(!first.equals(second), second);
    }
  }

  @Test
  void documentsEveryCallWithExamples() {
    operator()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.keySet().findAll { it.startsWith('/page') || it == '/' }", hasSize(0))
        .body("paths['/registrations'].get.parameters.name", hasSize(11))
        .body(
            "paths['/registrations'].get.responses['200'].content['application/json'].examples.failed.value.next",
            is(42))
        .body(
            "paths['/registrations/summary'].get.responses['200'].content['application/json'].examples.busy.value.states.SENT",
            is(1204))
        .body(
            "paths['/registrations/mail/retry'].post.responses['202'].content['application/json'].examples.running.value.expected",
            is(1204))
        .body(
            "paths['/registrations/{id}/mail/resend'].post.requestBody.content['application/json'].examples.corrected.value.email",
            is("ada@example.com"))
        .body(
            "paths.values().collectMany { it.values() }.findAll { it.responses != null && !it.summary }",
            hasSize(0));
  }

  private static String next(BufferedReader lines) throws IOException {
    Optional<String> line = Optional.of("");
    while (line.filter(any -> !any.startsWith("data:")).isPresent()) {
      line = Optional.ofNullable(lines.readLine());
    }
    return line.orElseThrow(() -> new EOFException("the stream has ended"));
  }
}
