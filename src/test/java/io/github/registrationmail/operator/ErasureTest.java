package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ErasureTest {

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject ErasureRepository repository;
  EmbeddedStack stack;

  @Test
  void leavesNothingOfAPersonInAnyTable() {
    String email = address("busy1");
    long id = register(email);
    awaitState(id, "SENT");
    operator().noContentType().post("/registrations/" + id + "/mail/resend").then().statusCode(202);
    awaitState(id, "SENT").body("mail.attempt", is(3));

    erase(id).statusCode(204);

    find(id).statusCode(404);
    assertEquals(0, left(id));
    erase(id).spec(Problems.problem(404));
    long again = register(email);
    awaitState(again, "SENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "RETRYING", "SENT", "FAILED", "CANCELLED"})
  void erasesInEveryState(String state) {
    long id = rows.registration(address("gone"), state);
    erase(id).statusCode(204);
    assertEquals(0, left(id));
  }

  @Test
  void doesNotEraseWhatIsBeingSent() {
    long id = rows.registration(address("kept"), "SENDING");

    erase(id)
        .spec(Problems.problem(409))
        .body(
            "detail",
            is("The registration cannot be erased: this one is being sent at this moment."));

    find(id).body("mail.state", is("SENDING"));
  }

  @Test
  void messagesThatAreLeftFindNothingAndAreNoDeadLetters() {
    String email = address("busy");
    long id = register(email);
    awaitState(id, "RETRYING");
    await().until(() -> erase(id).extract().statusCode() == 204);
    int tried = stack.smtp().attempts(email).size();

    try (Amqp amqp = new Amqp()) {
      long dead = amqp.messages("user.registered.mail.dead");
      IntStream.range(1, 4).forEach(attempt -> amqp.deliver("" + id, Map.of("x-attempt", attempt)));
      awaitState(register(address("after")), "SENT");
      await().untilAsserted(() -> assertEquals(0, amqp.messages("user.registered.mail")));
      assertEquals(dead, amqp.messages("user.registered.mail.dead"));
    }
    assertEquals(tried, stack.smtp().attempts(email).size());
    assertEquals(0, left(id));
  }

  @Test
  void erasesWhatIsFinishedAndOldBatchByBatch() {
    List<Long> old =
        IntStream.range(0, 7)
            .mapToObj(i -> aged(i < 5 ? "SENT" : i == 5 ? "FAILED" : "CANCELLED", 31))
            .toList();
    old.forEach(id -> rows.failure(id, Duration.ZERO));
    List<Long> kept =
        List.of(aged("SENT", 29), aged("FAILED", 29), aged("RETRYING", 31), aged("SENDING", 31));

    retention(Optional.empty());
    assertEquals(7, old.stream().filter(id -> left(id) > 0).count());

    retention(Optional.of(Duration.ofDays(30)));
    old.forEach(id -> assertEquals(0, left(id)));
    kept.forEach(id -> assertEquals(1, left(id)));
  }

  /** Old ones stand behind many that are not, and more of them than are erased at once. */
  @Test
  void findsTheOldBehindManyThatAreNot() {
    List<Long> kept = IntStream.range(0, 12).mapToObj(i -> aged("FAILED", 29)).toList();
    List<Long> old = IntStream.range(0, 7).mapToObj(i -> aged("FAILED", 31)).toList();

    retention(Optional.of(Duration.ofDays(30)));

    old.forEach(id -> assertEquals(0, left(id)));
    kept.forEach(id -> assertEquals(1, left(id)));
  }

  @Test
  void keepsNoAddressThatTheMailServerRepeats() {
    String email = address("named");
    long id = register(email);
    awaitState(id, "FAILED")
        .body("mail.lastError", is("550 5.1.1 <(address)>: no such user"))
        .body("failures[0].reason", is("550 5.1.1 <(address)>: no such user"));
  }

  private void retention(Optional<Duration> age) {
    new RegistrationRetention(repository, age, 3, 5).erase().await().atMost(Duration.ofSeconds(20));
  }

  private long aged(String state, int days) {
    long id = rows.registration(address("aged"), state);
    var unused =
        sql.execute(
            """
            update registration
            set due_at = utc_timestamp(3) - interval ? day,
              sent_at = if(mail_state = 'SENT', due_at, null)
            where id = ?
            """,
            days,
            id);
    return id;
  }

  /** Rows of all tables that name the registration. */
  private int left(long id) {
    return sql.number("select count(*) from registration where id = ?", id)
        + sql.number("select count(*) from user_notify where user_id = ?", id)
        + sql.number("select count(*) from mail_failure where user_id = ?", id)
        + sql.number("select count(*) from mail_resend where user_id = ?", id);
  }

  private static ValidatableResponse erase(long id) {
    return operator().delete("/registrations/" + id).then();
  }
}
