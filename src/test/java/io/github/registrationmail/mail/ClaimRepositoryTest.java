package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ClaimRepositoryTest {

  @Inject SampleRows rows;
  @Inject ClaimRepository claims;
  @Inject Sql sql;
  @Inject Pool pool;

  @Test
  void tellsWhenTheMailWasRegistered() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    Instant shown =
        Instant.parse(Api.find(mail.userId()).extract().jsonPath().getString("registeredAt"));
    assertEquals(shown, mail.registeredAt());
  }

  @Test
  void keepsTheLastWordOfTheMailServer() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    Api.find(mail.userId()).body("mail.reply", nullValue());
    done(claims.markSent(mail, "250 2.0.0 Ok: queued as 4C1B2\r\n" + "😀".repeat(600)));
    Api.find(mail.userId())
        .body("mail.state", equalTo("SENT"))
        .body("mail.reply", equalTo("250 2.0.0 Ok: queued as 4C1B2 " + "😀".repeat(470)));
  }

  @Test
  void hasNoLastWordOfAServerThatSaysNothing() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    done(claims.markSent(mail, " "));
    Api.find(mail.userId()).body("mail.state", equalTo("SENT")).body("mail.reply", nullValue());
  }

  @Test
  void claimsOnlyTheAttemptThatIsDue() {
    long id = rows.due(address("ok"), "RETRYING");
    for (int attempt : new int[] {2, 3, 6}) {
      assertEquals(new Claim.Stale(MailState.RETRYING), claim(id, attempt));
    }
    Api.find(id).body("mail.state", equalTo("RETRYING"));
    assertInstanceOf(Claim.Claimed.class, claim(id, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "RETRYING"})
  void claimsNothingBeforeItIsDue(String state) {
    long id = rows.registration(address("ok"), state);
    assertEquals(new Claim.Stale(MailState.valueOf(state)), claim(id, 1));
    Api.find(id).body("mail.state", equalTo(state));
  }

  /** As much as the cut of a delay to milliseconds and a clock that is set back a little take. */
  @Test
  void claimsWhatIsALittleEarly() {
    long id = rows.registration(address("ok"), "QUEUED");
    setDue(id, 1_000);
    assertInstanceOf(Claim.Stale.class, claim(id, 1));
    setDue(id, 30);
    assertInstanceOf(Claim.Claimed.class, claim(id, 1));
  }

  /** By the index of the states MariaDB would find, and lock, all that wait. */
  @Test
  void claimsOneWhileTheRowOfAnotherIsLocked() {
    long locked = rows.due(address("ok"), "QUEUED");
    long id = rows.due(address("ok"), "QUEUED");
    Claim claim =
        done(
            pool.withTransaction(
                connection ->
                    connection
                        .query("select id from registration where id = " + locked + " for update")
                        .execute()
                        .chain(() -> claims.claim(id, 1, ClaimRepository.newToken()))));
    assertInstanceOf(Claim.Claimed.class, claim);
  }

  private void setDue(long id, int millis) {
    sql.execute(
        "update registration set due_at = utc_timestamp(3) + interval ? microsecond where id = ?",
        millis * 1_000,
        id);
  }

  private Claim claim(long id, int attempt) {
    return done(claims.claim(id, attempt, ClaimRepository.newToken()));
  }

  private ClaimedMail claimed(long id) {
    return assertInstanceOf(Claim.Claimed.class, claim(id, 1)).mail();
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }
}
