package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.BareDatabase;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.events.Events;
import io.github.registrationmail.events.EventsFor;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRepositoryTest {

  private final BareDatabase database = BareDatabase.empty();
  private final Sql sql = database.sql();
  private final SampleRows rows = new SampleRows(sql);
  private final MailConfig config = AsShipped.config(MailConfig.class);
  private final ClaimRepository claims = claims(EventsFor.none(database.database()));

  private ClaimRepository claims(Events events) {
    return new ClaimRepository(
        database.database(), config, events, AsShipped.config(BatchConfig.class));
  }

  @Test
  void tellsAllThatTheMailNeeds() {
    String email = address("ok");
    long id = rows.due(email, "QUEUED");
    sql.execute(
        """
        update registration set attempt = 5, earlier = 3, locale = 'zh', template = 'order',
          data = '{"no": 7}', validated = 1
        where id = ?
        """,
        id);
    long token = ClaimRepository.newToken();
    Claim.Claimed claimed = assertInstanceOf(Claim.Claimed.class, done(claims.claim(id, 5, token)));
    assertEquals(
        new ClaimedMail(
            id,
            5,
            3,
            token,
            email,
            "Ada",
            "zh",
            row(id).getLocalDateTime("registered_at").toInstant(ZoneOffset.UTC),
            "order",
            Optional.of("{\"no\": 7}"),
            true),
        claimed.mail());
    assertTrue(claimed.lease().begin());
  }

  @Test
  void tellsThatNobodyHasValidatedWhatAnApplicationHasInserted() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    assertFalse(mail.validated());
    assertEquals(Optional.empty(), mail.data());
  }

  @Test
  void knowsNothingOfARegistrationThatIsErased() {
    long id = rows.due(address("ok"), "QUEUED");
    sql.execute("delete from registration where id = ?", id);
    assertEquals(new Claim.Unknown(), claim(id, 1));
  }

  @Test
  void hasNewTokensThatNobodyElseHas() {
    long first = ClaimRepository.newToken();
    assertTrue(first > 0);
    assertNotEquals(first, ClaimRepository.newToken());
  }

  /** The first is claimed alone, the others together. */
  @Test
  void answersEachOfThoseThatAreClaimedTogether() {
    List<Long> ids = Stream.generate(() -> rows.due(address("ok"), "QUEUED")).limit(9).toList();
    sql.execute("update registration set mail_state = 'SENT' where id = ?", ids.get(4));
    sql.execute("delete from registration where id = ?", ids.get(6));

    List<CompletableFuture<Claim>> asked =
        ids.stream().map(id -> claims.claim(id, 1, 100 + id).subscribeAsCompletionStage()).toList();

    for (int i = 0; i < ids.size(); i++) {
      Claim claim = asked.get(i).join();
      switch (i) {
        case 4 -> assertEquals(new Claim.Stale(MailState.SENT), claim);
        case 6 -> assertEquals(new Claim.Unknown(), claim);
        default -> {
          ClaimedMail mail = assertInstanceOf(Claim.Claimed.class, claim).mail();
          assertEquals(ids.get(i), mail.userId());
          assertEquals(100 + ids.get(i), mail.claim());
        }
      }
    }
  }

  @Test
  void keepsTheLastWordOfTheMailServer() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    assertNull(row(mail.userId()).getString("reply"));
    done(claims.markSent(mail, "250 2.0.0 Ok: queued as 4C1B2\r\n" + "😀".repeat(600)));
    assertSent(mail.userId(), "250 2.0.0 Ok: queued as 4C1B2 " + "😀".repeat(470));
  }

  @Test
  void hasNoLastWordOfAServerThatSaysNothing() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "QUEUED"));
    done(claims.markSent(mail, " "));
    assertSent(mail.userId(), null);
  }

  @Test
  void forgetsTheFailuresOfAMailThatIsOut() {
    ClaimedMail mail = claimed(rows.due(address("ok"), "RETRYING"));
    sql.execute(
        """
        update registration set failure_reason = '450 busy', failed_at = utc_timestamp(3)
        where id = ?
        """,
        mail.userId());
    done(claims.markSent(mail, "250 Ok"));
    Row row = row(mail.userId());
    assertNull(row.getString("failure_reason"));
    assertNull(row.getLocalDateTime("failed_at"));
  }

  /** The first is written alone, the others together. */
  @Test
  void marksEachOfThoseSentThatAreOutTogether() {
    List<ClaimedMail> mails =
        Stream.generate(() -> claimed(rows.due(address("ok"), "QUEUED"))).limit(9).toList();
    List<CompletableFuture<Void>> written =
        mails.stream()
            .map(mail -> claims.markSent(mail, "250 " + mail.userId()))
            .map(sent -> sent.subscribeAsCompletionStage())
            .toList();
    written.forEach(CompletableFuture::join);
    mails.forEach(mail -> assertSent(mail.userId(), "250 " + mail.userId()));
    assertEquals(0, sql.number("select count(*) from due_event"));
  }

  @Test
  void makesAnEventDueOfEachMailThatIsOut() {
    ClaimRepository told = claims(EventsFor.exchange(database.database()));
    List<ClaimedMail> mails =
        Stream.generate(() -> claimed(rows.due(address("ok"), "QUEUED"))).limit(9).toList();
    List<CompletableFuture<Void>> written =
        mails.stream()
            .map(mail -> told.markSent(mail, "250 Ok"))
            .map(sent -> sent.subscribeAsCompletionStage())
            .toList();
    written.forEach(CompletableFuture::join);
    assertEquals(
        mails.stream().map(ClaimedMail::userId).toList(),
        sql.ids(
            """
            select user_id from due_event
            where type = 'mail.sent' and sink = 'exchange' and attempt = 1
            order by user_id
            """));
  }

  @Test
  void claimsOnlyTheAttemptThatIsDue() {
    long id = rows.due(address("ok"), "RETRYING");
    for (int attempt : new int[] {2, 3, 6}) {
      assertEquals(new Claim.Stale(MailState.RETRYING), claim(id, attempt));
    }
    assertState("RETRYING", id);
    assertInstanceOf(Claim.Claimed.class, claim(id, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "QUEUED", "RETRYING"})
  void claimsNothingBeforeItIsDue(String state) {
    long id = rows.registration(address("ok"), state);
    assertEquals(new Claim.Stale(MailState.valueOf(state)), claim(id, 1));
    assertState(state, id);
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
            database
                .pool()
                .withTransaction(
                    connection ->
                        connection
                            .query(
                                "select id from registration where id = " + locked + " for update")
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
    takenOverAndRefused(id, state);
    setDue(id, 0);
    if (state.equals("SENDING")) {
      assertInstanceOf(Claim.Claimed.class, claim(id, 2));
    }
    assertState(state, id);

    done(claims.markSent(accepted, "250 2.0.0 Ok"));

    assertSent(id, "250 2.0.0 Ok");
    assertEquals(new Claim.Stale(MailState.SENT), claim(id, 2));
  }

  @Test
  void marksTheMailSentThoughAnOperatorHasStartedItOver() {
    ClaimedMail accepted = claimedAs(2);
    long id = accepted.userId();
    sql.execute(
        "update registration set mail_state = 'PENDING', attempt = 1, claim = null where id = ?",
        id);

    done(claims.markSent(accepted, "250 2.0.0 Ok"));

    assertState("SENT", id);
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

    assertState("PENDING", id);
    assertNull(row(id).getLocalDateTime("sent_at"));
    assertInstanceOf(Claim.Claimed.class, claim(id, 2));
  }

  private ClaimedMail claimedAs(int attempt) {
    long id = rows.due(address("ok"), "QUEUED");
    sql.execute("update registration set attempt = ? where id = ?", attempt, id);
    return claimed(id, attempt);
  }

  /** The lease has run out; another replica has claimed the mail since, and it was refused. */
  private void takenOverAndRefused(long id, String state) {
    sql.execute(
        """
        update registration set mail_state = ?, attempt = ?, claim = null, failure_reason = '450 busy',
          failed_at = utc_timestamp(3)
        where id = ?
        """,
        state.equals("FAILED") ? "FAILED" : "RETRYING",
        state.equals("FAILED") ? 1 : 2,
        id);
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

  private void assertState(String state, long id) {
    assertEquals(state, row(id).getString("mail_state"));
  }

  /** And nobody looks at it any more. */
  private void assertSent(long id, @Nullable String reply) {
    assertState("SENT", id);
    Row row = row(id);
    assertEquals(reply, row.getString("reply"));
    assertNotNull(row.getLocalDateTime("sent_at"));
    assertNull(row.getLocalDateTime("sweep_at"));
    assertNull(row.getLong("claim"));
  }

  private Row row(long id) {
    return sql.execute("select * from registration where id = ?", id).iterator().next();
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
