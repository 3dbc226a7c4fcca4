package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SummaryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Overview overview;
  @Inject Reads reads;

  /** Mails of other tests may still be moving, so the rows themselves are the measure. */
  @Test
  void countsEveryState() {
    JsonPath before = summary();
    for (String state : List.of("SENT", "SENT", "FAILED", "CANCELLED")) {
      rows.registration(address("summary"), state);
    }

    await()
        .untilAsserted(
            () -> {
              JsonPath after = summary();
              assertTrue(grown("SENT", before, after) >= 2);
              assertTrue(grown("FAILED", before, after) >= 1);
              for (String state : List.of("SENT", "FAILED", "CANCELLED", "PENDING", "RETRYING")) {
                assertEquals(count(state), after.getInt("states." + state), state);
              }
            });
    operator()
        .get("/registrations/summary")
        .then()
        .body("states", aMapWithSize(7))
        .body("sending.state", is("SENDING"))
        .body("sending.why", is(""))
        .body("sending.since", notNullValue())
        .body("sending.sentPerMinute", notNullValue());
  }

  /** More than are counted each time. */
  @Test
  void countsManyOfAState() {
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at)
        select concat('many', seq, '@example.org'), concat('many', seq, '@example.org'), 'Ada',
          'en', utc_timestamp(3), 'CANCELLED', utc_timestamp(3), null
        from
        """
            + Sql.SEQUENCE.formatted(3 * UnsentRepository.FEW));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertEquals(count("CANCELLED"), summary().getInt("states.CANCELLED")));
  }

  /** Large states are counted now and then: the next test would wait for that. */
  @AfterEach
  void leaveFew() {
    sql.execute("delete from registration where email like 'many%@example.org'");
  }

  /** As a mail that was sent, sent again and sent, between two looks of the page. */
  @Test
  void isAnotherVersionWhenAMailWasSentThoughAsManyAreSentAsBefore() {
    long id = rows.registration(address("version"), "SENT");
    String before = versionAtRest();

    sql.execute("update registration set sent_at = sent_at + interval 1 second where id = ?", id);

    await().until(() -> !version().equals(before));
  }

  /** The tests before leave mails on their way. */
  private String versionAtRest() {
    AtomicReference<String> last = new AtomicReference<>("");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              String now = version();
              return last.getAndSet(now).equals(now);
            });
    return last.get();
  }

  private String version() {
    return overview.figures().await().atMost(Duration.ofSeconds(10)).version();
  }

  @Test
  void tellsTheOldestThatIsStillToBeSent() {
    long oldest = rows.registration(address("summary"), "RETRYING");
    sql.execute(
        "update registration set registered_at = utc_timestamp(3) - interval 90 second where id = ?",
        oldest);

    await()
        .untilAsserted(
            () ->
                operator()
                    .get("/registrations/summary")
                    .then()
                    .statusCode(200)
                    .body("oldestUnsent.id", lessThanOrEqualTo((int) oldest))
                    .body("oldestUnsent.ageSeconds", greaterThanOrEqualTo(0)));
  }

  /** Whatever other tests have left unsent was registered today. */
  @Test
  void countsTheAgeFromWhenAMailWasLastMadeDue() {
    long retried = rows.registration(address("refused"), "FAILED");
    long again = rows.registration(address("refused"), "SENT");
    long all = rows.registration(address("refused"), "FAILED");
    String registered = "registered_at = utc_timestamp(3) - interval 57 day";
    for (long id : new long[] {retried, again, all}) {
      sql.execute("update registration set " + registered + " where id = ?", id);
    }
    long waiting = rows.registration(address("waiting"), "PENDING");
    sql.execute(
        "update registration set registered_at = utc_timestamp(3) - interval 7 day where id = ?",
        waiting);

    operator().post("/registrations/" + retried + "/mail/retry").then().statusCode(202);
    operator()
        .contentType("application/json")
        .post("/registrations/" + again + "/mail/resend")
        .then()
        .statusCode(202);
    Api.operate("/registrations/mail/retry?state=FAILED");
    // as if nobody had sent them yet
    for (long id : new long[] {retried, again, all}) {
      assertEquals(
          1,
          sql.number(
              "select due_since >= utc_timestamp(3) - interval 1 hour from registration where id = ?",
              id));
      sql.execute(
          "update registration set mail_state = 'RETRYING', sweep_at = null where id = ?", id);
    }

    await()
        .untilAsserted(
            () ->
                operator()
                    .get("/registrations/summary")
                    .then()
                    .body("oldestUnsent.id", is((int) waiting))
                    .body("oldestUnsent.ageSeconds", greaterThanOrEqualTo(604_800))
                    .body("oldestUnsent.ageSeconds", lessThanOrEqualTo(605_000)));
    for (long id : new long[] {retried, again, all, waiting}) {
      sql.execute("update registration set mail_state = 'CANCELLED' where id = ?", id);
    }
  }

  @Test
  void countsWhatHappenedInTheLastMinutes() {
    JsonPath before = summary();

    awaitState(register(address("busy1")), "SENT");
    awaitState(register(address("refused")), "FAILED");

    await()
        .untilAsserted(
            () -> {
              JsonPath after = summary();
              for (String what : List.of("sent", "retried", "failed")) {
                String path = "lastMinutes." + what;
                assertTrue(after.getInt(path) - before.getInt(path) >= 1, what);
              }
            });
  }

  @Test
  void readsTheMinutesFromTheDatabaseAgainAfterARestart() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(20);
    List<Minute> before = new Activity(reads).lastHour(now).await().atMost(LIMIT);
    long id = rows.registration(address("summary"), "SENT");
    sql.execute(
        "update registration set sent_at = utc_timestamp(3) - interval 40 minute where id = ?", id);
    rows.failure(id, Duration.ofMinutes(50));
    rows.failure(id, Duration.ofMinutes(61));

    var first = new Activity(reads);
    List<Minute> read = first.lastHour(now).await().atMost(LIMIT);
    List<Minute> again = first.lastHour(now).await().atMost(LIMIT);
    List<Minute> restarted = new Activity(reads).lastHour(now).await().atMost(LIMIT);

    assertEquals(60, read.size());
    assertEquals(now.truncatedTo(ChronoUnit.MINUTES), read.get(59).at());
    assertEquals(1, sent(read.subList(18, 21)) - sent(before.subList(18, 21)));
    assertEquals(1, retried(read.subList(8, 11)) - retried(before.subList(8, 11)));
    assertEquals(0, retried(read.subList(0, 8)) - retried(before.subList(0, 8)));
    assertEquals(read.subList(0, 58), again.subList(0, 58));
    assertEquals(read.subList(0, 58), restarted.subList(0, 58));
  }

  private static long sent(List<Minute> minutes) {
    return minutes.stream().mapToLong(Minute::sent).sum();
  }

  private static long retried(List<Minute> minutes) {
    return minutes.stream().mapToLong(Minute::retried).sum();
  }

  private int count(String state) {
    return sql.number("select count(*) from registration where mail_state = ?", state);
  }

  private static JsonPath summary() {
    return operator().get("/registrations/summary").then().statusCode(200).extract().jsonPath();
  }

  private static int grown(String state, JsonPath before, JsonPath after) {
    return after.getInt("states." + state) - before.getInt("states." + state);
  }
}
