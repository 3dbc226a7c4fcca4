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
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ActionTest {

  @Inject SampleRows rows;
  @Inject Sql sql;
  EmbeddedStack stack;

  @AfterEach
  void speakAgain() {
    stack.smtp().silence(false);
  }

  @Test
  void retriesAFailedMailFromTheBeginning() {
    String email = address("busy7");
    long id = register(email);
    awaitState(id, "FAILED").body("mail.failures", is(6));

    retry(id).statusCode(202);

    awaitState(id, "SENT").body("mail.attempt", is(2)).body("failures", hasSize(7));
    assertEquals(1, stack.smtp().received(email).size());
    assertEquals(1, counted(id));
  }

  @Test
  void retriesACancelledMail() {
    String email = address("ada");
    long id = rows.registration(email, "CANCELLED");

    retry(id).statusCode(202);

    awaitState(id, "SENT").body("mail.attempt", is(1)).body("mail.lastError", nullValue());
    assertEquals(1, stack.smtp().received(email).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "SENDING", "RETRYING", "SENT"})
  void retriesNothingElse(String state) {
    long id = rows.registration(address("kept"), state);

    retry(id)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("Only a failed or cancelled mail"));

    find(id).body("mail.state", is(state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "RETRYING", "FAILED", "CANCELLED"})
  void cancelsWhatIsNotOnItsWay(String state) {
    long id = rows.registration(address("cancel"), state);

    cancel(id).statusCode(204);
    cancel(id).statusCode(204);

    find(id).body("mail.state", is("CANCELLED")).body("mail.nextAttemptAt", nullValue());
  }

  @Test
  void countsTheFailuresOfACancelledMailAsBefore() {
    long refused = register(address("refused"));
    awaitState(refused, "FAILED").body("mail.failures", is(1));
    cancel(refused).statusCode(204);
    find(refused).body("mail.state", is("CANCELLED")).body("mail.failures", is(1));

    long notTried = rows.registration(address("cancel"), "QUEUED");
    cancel(notTried).statusCode(204);
    find(notTried).body("mail.failures", is(0));
  }

  @Test
  void doesNotCancelWhatIsSent() {
    long id = rows.registration(address("sent"), "SENT");

    cancel(id)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", is("The mail cannot be cancelled: this one has been sent."));

    find(id).body("mail.state", is("SENT"));
  }

  @Test
  void doesNotCancelWhatIsBeingSent() {
    String email = address("ada");
    stack.smtp().silence(true);
    long id = register(email);
    awaitState(id, "SENDING");

    cancel(id)
        .statusCode(409)
        .body("detail", is("The mail cannot be cancelled: this one is being sent at this moment."));

    stack.smtp().silence(false);
    awaitState(id, "SENT");
    assertEquals(1, stack.smtp().received(email).size());
  }

  @Test
  void sendsNothingThatWasCancelled() {
    String email = address("busy");
    long id = register(email);
    awaitState(id, "RETRYING");

    await().until(() -> cancel(id).extract().statusCode() == 204);

    int attempts = stack.smtp().attempts(email).size();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> stack.smtp().attempts(email).size() == attempts);
    find(id).body("mail.state", is("CANCELLED"));
  }

  @Test
  void saysThatThereIsNoSuchRegistration() {
    retry(999_999_999).statusCode(404).contentType("application/problem+json");
    cancel(999_999_999).statusCode(404).contentType("application/problem+json");
  }

  private int counted(long id) {
    return sql.number("select notifynum from user_notify where user_id = ?", id);
  }

  private static ValidatableResponse retry(long id) {
    return operator().post("/registrations/" + id + "/mail/retry").then();
  }

  private static ValidatableResponse cancel(long id) {
    return operator().delete("/registrations/" + id + "/mail").then();
  }
}
