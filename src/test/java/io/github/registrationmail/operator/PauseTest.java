package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is sent while sending is paused, and everything after, once. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PauseTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @Inject SampleRows rows;
  @Inject Sql sql;
  EmbeddedStack stack;

  @AfterEach
  void letItGoOn() {
    stack.smtp().silence(false);
    resume();
  }

  @Test
  void takesRegistrationsAndSendsEachOnceWhenItGoesOn() {
    pause("the mail server is moved");
    List<String> emails = Stream.generate(() -> address("paused")).limit(20).toList();
    List<Long> ids = emails.stream().map(email -> register(email)).toList();

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> emails.stream().allMatch(email -> stack.smtp().attempts(email).isEmpty()));
    ids.forEach(id -> find(id).body("mail.state", is("PENDING")).body("mail.attempt", is(1)));

    resume();

    ids.forEach(id -> awaitState(id, "SENT").body("mail.attempt", is(1)));
    emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "RETRYING"})
  void setsAsideWhatTheBrokerDeliversAndTakesTheMessage(String state) {
    pause("for a while");
    String email = address("aside");
    long id = rows.due(email, state);

    deliver(id);

    await()
        .until(
            () ->
                sql.number(
                        """
                        select count(*) from registration
                        where id = ? and mail_state = 'PENDING' and sweep_at <= utc_timestamp(3)
                        """,
                        id)
                    == 1);
    resume();
    awaitState(id, "SENT").body("mail.attempt", is(1)).body("mail.failures", is(0));
    assertEquals(1, stack.smtp().received(email).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SENT", "CANCELLED", "FAILED"})
  void leavesWhatHasEndedMeanwhileAsItIs(String state) {
    pause("for a while");
    long ended = rows.due(address("ended"), state);
    long after = rows.due(address("after"), "QUEUED");

    deliver(ended);
    deliver(after);

    awaitState(after, "PENDING");
    find(ended).body("mail.state", is(state));
  }

  /** The first are with a mail server that says nothing, the others wait for a connection. */
  @Test
  void finishesWhatIsBeingSentAndGivesBackTheRest() {
    awaitState(register(address("ok")), "SENT");
    List<String> emails = Stream.generate(() -> address("slow")).limit(200).toList();
    List<Long> ids = emails.stream().map(email -> register(email)).toList();
    await().until(() -> emails.stream().anyMatch(e -> !stack.smtp().attempts(e).isEmpty()));

    pause("at once");

    await().atMost(Duration.ofSeconds(10)).until(() -> count(ids, "mail_state = 'SENDING'") == 0);
    int sent = sent(ids);
    assertEquals(0, retried(ids));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> sent(ids) == sent);
    resume();
    await().atMost(Duration.ofSeconds(60)).until(() -> sent(ids) == ids.size());
    emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
  }

  @Test
  void hearsWithinTwoSecondsWhatAnotherReplicaWasTold() {
    var unused =
        sql.execute(
            """
            insert into sending_pause(id, who, reason, since)
            values (1, 'ada', 'somewhere else', utc_timestamp(3))
            """);
    await().atMost(TWO_SECONDS).untilAsserted(() -> assertEquals("PAUSED", state()));
    operator()
        .get("/sending")
        .then()
        .body("who", is("ada"))
        .body("reason", is("somewhere else"))
        .body("since", notNullValue());

    unused = sql.execute("delete from sending_pause");
    await().atMost(TWO_SECONDS).untilAsserted(() -> assertEquals("SENDING", state()));
  }

  @Test
  void saysWhoSinceWhenAndWhyEverywhere() {
    await().until(() -> get("/q/health/group/delivery").statusCode() == 200);
    pause("ask ada@example.org");
    String since = since();

    get("/q/health/group/delivery")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'sending' }.status", is("UP"))
        .body("checks.find { it.name == 'sending' }.data.paused", is(true))
        .body("checks.find { it.name == 'sending' }.data.by", is("operator"))
        .body("checks.find { it.name == 'sending' }.data.reason", is("ask (address)"));
    get("/q/metrics").then().body(containsString("registration_sending_paused 1.0"));
    operator()
        .get("/page/overview")
        .then()
        .body(containsString("id=\"paused\""), containsString("ask ada@example.org"));

    pause("another\nreason");
    operator()
        .get("/sending")
        .then()
        .body("reason", is("another reason"))
        .body("since", equalTo(since));

    resume();
    resume();
    operator()
        .get("/sending")
        .then()
        .body("state", oneOf("SENDING", "SLOWED"))
        .body("who", nullValue())
        .body("since", nullValue());
    get("/q/metrics").then().body(containsString("registration_sending_paused 0.0"));
    operator().get("/page/overview").then().body(not(containsString("id=\"paused\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\": null}", "{\"reason\": \" \"}"})
  void asksForAReason(String body) {
    operator()
        .contentType("application/json")
        .body(body)
        .put("/sending/pause")
        .then()
        .spec(Problems.wrong("reason"));
    operator()
        .contentType("application/json")
        .body(Map.of("reason", "x".repeat(501)))
        .put("/sending/pause")
        .then()
        .spec(Problems.wrong("reason"));
    assertEquals("SENDING", state());
  }

  @Test
  void sendsATestMailAllTheSame() {
    pause("the mail server is repaired");
    operator()
        .contentType("application/json")
        .body(Map.of("to", address("test")))
        .post("/templates/welcome/en/test")
        .then()
        .statusCode(200)
        .body("accepted", is(true));
  }

  private static void deliver(long id) {
    try (Amqp broker = new Amqp()) {
      broker.deliver(Long.toString(id), Map.of("x-attempt", 1));
    }
  }

  private int sent(List<Long> ids) {
    return count(ids, "mail_state = 'SENT'");
  }

  private int retried(List<Long> ids) {
    return count(ids, "attempt > 1 or mail_state = 'RETRYING'");
  }

  private int count(List<Long> ids, String which) {
    return sql.number(
        "select count(*) from registration where id between ? and ? and (" + which + ")",
        IntStream.range(0, ids.size()).mapToLong(ids::get).min().orElseThrow(),
        IntStream.range(0, ids.size()).mapToLong(ids::get).max().orElseThrow());
  }

  private static void pause(String reason) {
    operator()
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .put("/sending/pause")
        .then()
        .statusCode(200)
        .body("state", is("PAUSED"))
        .body("who", is("operator"));
  }

  private static void resume() {
    operator().delete("/sending/pause").then().statusCode(204);
  }

  private static String state() {
    return operator().get("/sending").jsonPath().getString("state");
  }

  private static String since() {
    return operator().get("/sending").jsonPath().getString("since");
  }
}
