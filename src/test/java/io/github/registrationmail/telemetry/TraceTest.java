package io.github.registrationmail.telemetry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the POST through the broker and retries to the mail server it is one trace. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class TraceTest {

  @Inject Spans spans;
  @Inject Sql sql;
  EmbeddedStack stack;

  @AfterEach
  void speakAgain() {
    stack.smtp().silence(false);
  }

  @Test
  void leadsFromThePostThroughTheBrokerToTheMailServer() {
    long id = Api.register(Api.address("ok"));
    List<SpanData> mails = spans.awaitMails(id, 1);
    assertEquals(traceId(id), mails.get(0).getTraceId());
    assertEquals(
        Set.of(
            "POST /registrations",
            "user.delay publish",
            "user.registered.mail receive",
            "SMTP send"),
        names(id));
  }

  @Test
  void goesOnThroughEveryRetry() {
    long id = Api.register(Api.address("busy2"));
    List<SpanData> mails = spans.awaitMails(id, 3);
    assertEquals(Set.of(traceId(id)), traceIds(mails));
    assertEquals(StatusData.error(), mails.get(0).getStatus());
    assertEquals(StatusData.unset(), mails.get(2).getStatus());
  }

  @Test
  void goesOnAfterAMailThatRanOutOfTime() {
    stack.smtp().silence(true);
    long id = Api.register(Api.address("ok"));
    List<SpanData> first = spans.awaitMails(id, 1);
    stack.smtp().silence(false);
    List<SpanData> mails = spans.awaitMails(id, 2);
    assertEquals(StatusData.error(), first.get(0).getStatus());
    assertEquals(Set.of(traceId(id)), traceIds(mails));
  }

  @Test
  void isTheExampleOfALatency() {
    long id = Api.register(Api.address("ok"));
    spans.awaitMails(id, 1);
    given()
        .accept("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(
            matchesPattern(
                "(?s).*registration_publish_confirm_seconds_bucket\\{[^\n]*# \\{[^\n]*trace_id=.*"));
  }

  @Test
  void isItsOwnForEachOfManyMailsAtOnce() {
    List<Long> ids =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> Api.register(Api.address("busy1")))
            .toList();
    for (long id : ids) {
      assertEquals(Set.of(traceId(id)), traceIds(spans.awaitMails(id, 2)));
    }
    assertEquals(40, ids.stream().map(this::traceId).distinct().count());
  }

  @Test
  void isNamedByEachLineOfTheLogAboutTheMail() {
    Map<Long, String> traces = new HashMap<>();
    Map<String, String> lines;
    try (LogLines log = new LogLines()) {
      IntStream.range(0, 40)
          .parallel()
          .mapToObj(i -> Api.register(Api.address("busy1")))
          .toList()
          .forEach(id -> traces.put(id, traceId(id)));
      traces.keySet().forEach(id -> Api.awaitState(id, "SENT"));
      lines = log.traceIds();
    }
    traces.forEach(
        (id, traceId) -> {
          assertEquals(traceId, lines.get("user %d: mail sent, attempt 2".formatted(id)));
        });
  }

  @Test
  void isGoneOnWithByTheSweep() {
    String traceId = "0af7651916cd43dd8448eb211c80319c";
    long id =
        sql.insert(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sweep_at, traceparent)
            values (?, ?, 'Ada', 'en', utc_timestamp(3), 'PENDING',
              utc_timestamp(3), utc_timestamp(3), ?)
            """,
            "swept@example.org",
            "swept@example.org",
            "00-" + traceId + "-b7ad6b7169203331-01");
    List<SpanData> mails = spans.awaitMails(id, 1);
    assertEquals(traceId, mails.get(0).getTraceId());
    assertTrue(names(id).contains("sweep"));
  }

  private String traceId(long id) {
    return sql.execute("select traceparent from registration where id = ?", id)
        .iterator()
        .next()
        .getString(0)
        .substring(3, 35);
  }

  private Set<String> names(long id) {
    return spans.trace(traceId(id)).stream().map(SpanData::getName).collect(Collectors.toSet());
  }

  private static Set<String> traceIds(List<SpanData> spans) {
    return spans.stream().map(SpanData::getTraceId).collect(Collectors.toSet());
  }
}
