package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.retry.Blame;
import io.github.registrationmail.retry.FailedAttempt;
import io.github.registrationmail.retry.Retry;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.opentelemetry.context.Context;
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
  @Inject MailConfig config;
  @Inject Retry retry;
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

  @Test
  void holdsForALease() {
    long id = rows.due(address("ok"), "QUEUED");
    claimed(id);
    assertLease(id);
  }

  /** The answer was lost, and the same consumer asks again. */
  @Test
  void holdsForAWholeLeaseAgainForWhoAsksAgain() {
    long id = rows.due(address("ok"), "QUEUED");
    long token = ClaimRepository.newToken();
    assertInstanceOf(Claim.Claimed.class, claim(id, token));
    sql.execute(
        "update registration set sweep_at = utc_timestamp(3) + interval 2 second where id = ?", id);
    assertInstanceOf(Claim.Claimed.class, claim(id, token));
    assertLease(id);
  }

  @Test
  void isNobodyElses() {
    long id = rows.due(address("ok"), "QUEUED");
    long token = ClaimRepository.newToken();
    assertInstanceOf(Claim.Claimed.class, claim(id, token));
    assertEquals(new Claim.Stale(MailState.SENDING), claim(id, 1));
    assertInstanceOf(Claim.Claimed.class, claim(id, token));
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

  /**
   * Accepted, cut off from MySQL, taken over; another replica has failed, and then this returns.
   */
  @ParameterizedTest
  @ValueSource(strings = {"RETRYING", "FAILED", "SENDING"})
  void marksTheMailSentThoughALaterAttemptHasBegun(String state) {
    ClaimedMail accepted = claimed(rows.due(address("ok"), "QUEUED"));
    long id = accepted.userId();
    takenOver(id);
    fail(claimed(id), state.equals("FAILED") ? new Blame.ForGood() : new Blame.Counted());
    setDue(id, 0);
    if (state.equals("SENDING")) {
      assertInstanceOf(Claim.Claimed.class, claim(id, 2));
    }
    Api.find(id).body("mail.state", equalTo(state));

    done(claims.markSent(accepted, "250 2.0.0 Ok"));

    Api.find(id)
        .body("mail.state", equalTo("SENT"))
        .body("mail.reply", equalTo("250 2.0.0 Ok"))
        .body("mail.sentAt", notNullValue());
    assertEquals(new Claim.Stale(MailState.SENT), claim(id, 2));
    assertEquals(
        1,
        sql.number("select sweep_at is null and claim is null from registration where id = ?", id));
  }

  @Test
  void marksTheMailSentThoughAnOperatorHasStartedItOver() {
    ClaimedMail accepted = claimedAs(2);
    long id = accepted.userId();
    sql.execute(
        "update registration set mail_state = 'PENDING', attempt = 1, claim = null where id = ?",
        id);

    done(claims.markSent(accepted, "250 2.0.0 Ok"));

    Api.find(id).body("mail.state", equalTo("SENT"));
    assertEquals(new Claim.Stale(MailState.SENT), claim(id, 1));
  }

  /** The number of the attempt may even be the same, when an operator has started over before. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void takesNoMailOfAnEarlierSendingForTheOneThatWasAskedFor(int attempt) {
    ClaimedMail accepted = claimedAs(attempt);
    long id = accepted.userId();
    sql.execute(
        """
        update registration set mail_state = 'PENDING', earlier = 1, attempt = 2, claim = null
        where id = ?
        """,
        id);

    done(claims.markSent(accepted, "250 2.0.0 Ok"));

    Api.find(id).body("mail.state", equalTo("PENDING")).body("mail.sentAt", nullValue());
    assertInstanceOf(Claim.Claimed.class, claim(id, 2));
  }

  private ClaimedMail claimedAs(int attempt) {
    long id = rows.due(address("ok"), "QUEUED");
    sql.execute("update registration set attempt = ? where id = ?", attempt, id);
    return claimed(id, attempt);
  }

  /** As the sweep does, when the lease has run out. */
  private void takenOver(long id) {
    sql.execute("update registration set mail_state = 'PENDING', claim = null where id = ?", id);
  }

  private void fail(ClaimedMail mail, Blame blame) {
    done(
        retry.after(
            new FailedAttempt(
                mail.userId(), mail.attempt(), mail.earlier(), mail.claim(), "450 busy", blame),
            Context.root()));
  }

  private void setDue(long id, int millis) {
    sql.execute(
        "update registration set due_at = utc_timestamp(3) + interval ? microsecond where id = ?",
        millis * 1_000,
        id);
  }

  /** From the claim on, which was a moment ago. */
  private void assertLease(long id) {
    int left =
        sql.number(
            """
            select timestampdiff(microsecond, utc_timestamp(3), sweep_at) div 1000
            from registration where id = ?
            """,
            id);
    long lease = config.lease().toMillis();
    assertTrue(left <= lease && left > lease - 1_000, left + " of " + lease + " ms");
  }

  private Claim claim(long id, long token) {
    return done(claims.claim(id, 1, token));
  }

  private Claim claim(long id, int attempt) {
    return done(claims.claim(id, attempt, ClaimRepository.newToken()));
  }

  private ClaimedMail claimed(long id) {
    return claimed(id, 1);
  }

  private ClaimedMail claimed(long id, int attempt) {
    return assertInstanceOf(Claim.Claimed.class, claim(id, attempt)).mail();
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }
}
