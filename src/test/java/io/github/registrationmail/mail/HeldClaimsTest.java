package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.pause.PauseChanged;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewed and given back on the real database, beside the service's own sweep. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class HeldClaimsTest {

  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration SHORT_LEASE = Duration.ofSeconds(3);

  EmbeddedStack stack;
  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Pool pool;
  @Inject Vertx vertx;
  @Inject ClaimRepository claims;
  @Inject LeaseRepository leases;
  @Inject SendingPause pause;

  private final CompletableFuture<String> work = new CompletableFuture<>();
  private HeldClaims held;

  @BeforeEach
  void holdNothing() {
    held = new HeldClaims(leases, LEASE, vertx, pause);
  }

  @Test
  void keepsTheSweepAwayFromAMailThatTakesLongerThanItsLease() {
    held = new HeldClaims(leases, SHORT_LEASE, vertx, pause);
    held.start(new StartupEvent());
    Claimed claimed = claim();
    CompletableFuture<String> done = hold(claimed);
    await()
        .during(SHORT_LEASE.multipliedBy(2))
        .atMost(SHORT_LEASE.multipliedBy(3))
        .until(() -> isHeld(claimed));

    work.complete("sent");

    assertEquals("sent", done.join());
    await().atMost(SHORT_LEASE.multipliedBy(5)).until(() -> !isHeld(claimed));
  }

  @Test
  void renewsWhatIsHeldAndNothingElse() {
    Claimed ours = claim();
    Claimed settled = claim();
    Claimed theirs = claim();
    hold(ours);
    hold(settled);
    sql.execute("update registration set claim = claim + 1 where id = ?", id(theirs));
    hold(theirs);
    sql.execute("update registration set mail_state = 'SENT' where id = ?", id(settled));
    setSweep(ours, 30);
    setSweep(settled, 30);
    setSweep(theirs, 30);

    done(held.renew());

    assertRenewed(ours);
    assertTrue(sweepSeconds(settled) <= 30 && sweepSeconds(theirs) <= 30);
  }

  /** MySQL was away for a whole lease, and nobody has taken the mail meanwhile. */
  @Test
  void revivesAClaimThatHasRunOut() {
    Claimed claimed = new Claimed(claim().mail(), new Lease(System.nanoTime()));
    hold(claimed);
    assertFalse(claimed.lease().begin());
    done(held.renew());
    assertTrue(claimed.lease().begin());
    assertTrue(isHeld(claimed));
  }

  @Test
  void beginsNoMailThatTheSweepHasTaken() {
    Claimed claimed = new Claimed(claim().mail(), new Lease(System.nanoTime()));
    hold(claimed);
    sql.execute("update registration set claim = null where id = ?", id(claimed));
    done(held.renew());
    assertFalse(claimed.lease().begin());
  }

  @Test
  void renewsTheOthersWhenSomebodyHasLockedARow() {
    Claimed locked = claim();
    Claimed other = claim();
    hold(locked);
    hold(other);
    setSweep(other, 30);
    done(
        pool.withTransaction(
            connection ->
                connection
                    .query(
                        "select id from registration where id = %d for update"
                            .formatted(id(locked)))
                    .execute()
                    .chain(held::renew)));
    assertRenewed(other);
  }

  @Test
  void asksMysqlNothingWhileNothingIsHeld() {
    assertTrue(held.renew().subscribeAsCompletionStage().isDone());
    hold(claim());
    work.complete("sent");
    assertTrue(held.renew().subscribeAsCompletionStage().isDone());
  }

  @Test
  void givesBackWhatIsNotBegunSoThatTheNextSweepSendsIt() {
    Claimed begun = claim();
    Claimed waiting = claim();
    hold(begun);
    hold(waiting);
    assertTrue(begun.lease().begin());
    setSweep(begun, 3600);
    setSweep(waiting, 3600);

    done(held.giveBack());

    assertFalse(waiting.lease().begin());
    assertTrue(isHeld(begun));
    Api.awaitState(id(waiting), "SENT");
    assertEquals(1, stack.smtp().received(waiting.mail().email()).size());
  }

  @Test
  void givesBackWhatIsClaimedAfterTheEnd() {
    done(held.giveBack());
    Claimed late = claim();
    setSweep(late, 3600);
    hold(late);
    assertFalse(late.lease().begin());
    Api.awaitState(id(late), "SENT");
  }

  @Test
  void givesBackWhatWaitsWhenSendingPauses() {
    Claimed begun = claim();
    Claimed waiting = claim();
    hold(begun);
    hold(waiting);
    assertTrue(begun.lease().begin());
    held.onPause(new PauseChanged(false));
    assertTrue(isHeld(waiting));

    held.onPause(new PauseChanged(true));

    await().until(() -> !isHeld(waiting));
    assertFalse(waiting.lease().begin());
    assertTrue(isHeld(begun));
  }

  /** The pause came between the look at it and the claim. */
  @Test
  void givesBackWhatIsClaimedWhileSendingIsPaused() {
    done(pause.begin("a test", "a test"));
    try {
      Claimed late = claim();
      hold(late);
      assertFalse(late.lease().begin());
      await().until(() -> !isHeld(late));
    } finally {
      done(pause.end("a test"));
    }
  }

  private Claimed claim() {
    long id = rows.due(address("ok"), "QUEUED");
    return assertInstanceOf(Claimed.class, done(claims.claim(id, 1, ClaimRepository.newToken())));
  }

  private CompletableFuture<String> hold(Claimed claimed) {
    return held.during(claimed, Uni.createFrom().completionStage(work))
        .subscribeAsCompletionStage();
  }

  private boolean isHeld(Claimed claimed) {
    return sql.number(
            "select count(*) from registration where id = ? and claim = ? and mail_state = 'SENDING'",
            id(claimed),
            claimed.mail().claim())
        == 1;
  }

  private void setSweep(Claimed claimed, int seconds) {
    sql.execute(
        "update registration set sweep_at = utc_timestamp(3) + interval ? second where id = ?",
        seconds,
        id(claimed));
  }

  private void assertRenewed(Claimed claimed) {
    int left = sweepSeconds(claimed);
    long lease = LEASE.toSeconds();
    assertTrue(left <= lease && left > lease - 10, left + " s of " + lease);
  }

  private int sweepSeconds(Claimed claimed) {
    return sql.number(
        "select timestampdiff(second, utc_timestamp(3), sweep_at) from registration where id = ?",
        id(claimed));
  }

  private static long id(Claimed claimed) {
    return claimed.mail().userId();
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }
}
