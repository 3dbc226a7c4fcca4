package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.registrationmail.dispatch.Dispatch;
import io.github.registrationmail.dispatch.Dispatcher;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ResendTest {

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Dispatcher dispatcher;
  EmbeddedStack stack;

  @Test
  void sendsASentMailOnceMoreAsAnotherMailThatNoLateMessageDoubles() throws Exception {
    String email = address("ada");
    long id = register(email);
    awaitState(id, "SENT");

    resend(id).statusCode(202);

    awaitSecond(id)
        .body("mail.failures", is(0))
        .body("resends", hasSize(1))
        .body("resends[0].attempt", is(2))
        .body("resends[0].sentBefore", notNullValue())
        .body("resends[0].replyBefore", containsString("250"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      var unused =
          dispatcher
              .dispatch(new Dispatch(id, attempt, Duration.ZERO), Context.root())
              .await()
              .atMost(Duration.ofSeconds(10));
    }
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(4))
        .until(() -> stack.smtp().attempts(email).size() == 2);
    var mails = stack.smtp().received(email);
    assertEquals(2, mails.size());
    assertNotEquals(
        mails.get(0).getHeader("Message-ID")[0], mails.get(1).getHeader("Message-ID")[0]);
  }

  @Test
  void sendsToAnotherAddressWhichIsTheRegistrationsFromThenOn() {
    long id = register(address("refused"));
    awaitState(id, "FAILED");
    String corrected = address("Corrected");

    resend(id, Map.of("email", " " + corrected + " ")).statusCode(202);

    awaitState(id, "SENT").body("email", is(corrected)).body("resends[0].sentBefore", nullValue());
    assertEquals(1, stack.smtp().received(corrected).size());
    register(Map.of("email", corrected.toLowerCase(Locale.ROOT), "name", "Ada")).statusCode(409);
  }

  @Test
  void beginsTheTimetableAndTheCountOfFailuresAnew() {
    String email = address("busy7");
    long id = register(email);
    awaitState(id, "FAILED").body("mail.attempt", is(6)).body("mail.failures", is(6));

    resend(id).statusCode(202);

    awaitState(id, "SENT").body("mail.attempt", is(8)).body("mail.failures", is(1));
    assertEquals(1, sql.number("select notifynum from user_notify where user_id = ?", id));
    assertEquals(1, stack.smtp().received(email).size());
  }

  @Test
  void isRetriedFromItsOwnFirstAttemptOn() {
    long id = rows.registration(address("refused"), "SENT");
    resend(id).statusCode(202);
    awaitState(id, "FAILED").body("mail.attempt", is(2));

    operator().post("/registrations/" + id + "/mail/retry").then().statusCode(202);

    awaitState(id, "FAILED").body("failures", hasSize(2)).body("failures[0].attempt", is(2));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, on its way",
    "QUEUED, on its way",
    "RETRYING, on its way",
    "SENDING, being sent at this moment"
  })
  void doesNotSendWhatIsStillToBeSent(String state, String reason) {
    long id = rows.registration(address("kept"), state);

    resend(id)
        .spec(Problems.problem(409))
        .body(
            "detail",
            is(
                "Only a sent, failed or cancelled mail can be sent again: this one is "
                    + reason
                    + "."));

    find(id).body("mail.state", is(state)).body("resends", hasSize(0));
  }

  @Test
  void refusesTheAddressOfAnotherRegistration() {
    String taken = address("taken");
    var unused = rows.registration(taken, "SENT");
    String email = address("ada");
    long id = rows.registration(email, "CANCELLED");

    resend(id, Map.of("email", taken.toUpperCase(Locale.ROOT)))
        .spec(Problems.problem(409))
        .body("detail", is("This email address has a registration of its own."));

    find(id)
        .body("email", is(email))
        .body("mail.state", is("CANCELLED"))
        .body("resends", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "ada@localhost", "a@b.example\r\nBcc: c@d.example"})
  void refusesWhatIsNoAddress(String email) {
    long id = rows.registration(address("ada"), "SENT");
    resend(id, Map.of("email", email)).spec(Problems.wrong("email"));
    find(id).body("mail.state", is("SENT"));
  }

  @Test
  void saysThatThereIsNoSuchRegistration() {
    resend(999_999_999).spec(Problems.problem(404));
  }

  private static ValidatableResponse awaitSecond(long id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> find(id).extract().jsonPath().getInt("mail.attempt") == 2);
    return awaitState(id, "SENT");
  }

  private static ValidatableResponse resend(long id) {
    return operator().noContentType().post("/registrations/" + id + "/mail/resend").then();
  }

  private static ValidatableResponse resend(long id, Map<String, String> body) {
    return operator()
        .contentType("application/json")
        .body(body)
        .post("/registrations/" + id + "/mail/resend")
        .then();
  }
}
