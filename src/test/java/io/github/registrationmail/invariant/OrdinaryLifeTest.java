package io.github.registrationmail.invariant;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.operate;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While mails live through all that can happen to them the watch looks on, and says nothing. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class OrdinaryLifeTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Inject Reads reads;
  @Inject SweepStandstill standstill;
  @Inject Scheduler scheduler;
  @Inject Sql sql;
  EmbeddedStack stack;

  private final Set<Map<String, Double>> violated = ConcurrentHashMap.newKeySet();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean isOver;
  private CompletableFuture<Void> watching = CompletableFuture.completedFuture(null);

  @BeforeEach
  void watch() {
    LookedAt watch = new LookedAt(reads, standstill, scheduler, Duration.ofMinutes(5));
    watching =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver) {
                violated.add(watch.look());
                looks.incrementAndGet();
              }
            });
  }

  /** And leaves nothing to the next. */
  @AfterEach
  void hasSeenNothing() {
    isOver = true;
    watching.join();
    assertEquals(Set.of(Map.of()), violated);
    assertTrue(looks.get() > 10, looks + " looks");
    assertEquals(Map.of(), Invariants.violated(sql::ids, 0));
    List.of("registration", "user_notify", "mail_failure", "mail_resend", "due_event")
        .forEach(table -> sql.execute("delete from " + table));
  }

  @Test
  void ofMailsThatAreSentRetriedGivenUpAndCancelled() {
    List<Long> sent =
        Stream.of("ok", "slow", "busy1", "busy3").map(name -> register(address(name))).toList();
    List<Long> failed =
        Stream.of("refused", "busy", "busy").map(name -> register(address(name))).toList();
    sql.execute(
        "insert into registration(email, name) values (?, 'Ada'), ('not an address', 'Ada')",
        address("ok"));
    long cancelled = register(address("busy"));
    awaitState(cancelled, "RETRYING");
    cancel(cancelled);

    sent.forEach(id -> awaitState(id, "SENT"));
    failed.forEach(id -> awaitState(id, "FAILED"));
    awaitCount("mail_state = 'SENT'", 5);
    awaitCount("mail_state = 'FAILED'", 4);
    failed.forEach(id -> retry(id));
    retry(cancelled);
    awaitCount("mail_state = 'FAILED'", 5);
    cancel(failed.get(0));
    retry(failed.get(0));
    awaitState(failed.get(0), "FAILED");
    sql.execute("delete from mail_failure order by failed_at limit 7");
    operate("/registrations/mail/cancel?state=FAILED");
    operate("/registrations/mail/retry?state=CANCELLED");
    awaitCount("mail_state = 'FAILED'", 5);
  }

  @Test
  void ofMailsThatAreSentAgainAndErased() {
    List<Long> ids =
        Stream.of("ok", "busy1", "refused", "busy").map(name -> register(address(name))).toList();
    awaitState(ids.get(0), "SENT");
    awaitState(ids.get(1), "SENT");
    awaitState(ids.get(2), "FAILED");
    awaitState(ids.get(3), "FAILED");
    for (long id : ids) {
      resend(id, address("busy2"));
    }
    ids.forEach(id -> awaitState(id, "SENT"));
    operate("/registrations/mail/resend?state=SENT");
    awaitCount("mail_state = 'SENT' and earlier > 1", 4);
    operate("/registrations/erase?state=SENT");
    awaitCount("id > 0", 0);
  }

  @Test
  void ofMailsThatWaitWhileSendingIsPaused() {
    List<Long> ids =
        Stream.of("ok", "busy1", "slow", "busy").map(name -> register(address(name))).toList();
    awaitState(ids.get(3), "RETRYING");
    pause();
    long registered = register(address("ok"));
    cancel(ids.get(3));
    resume();
    awaitState(registered, "SENT");
    ids.subList(0, 3).forEach(id -> awaitState(id, "SENT"));
  }

  /** So that their events wait together, each behind the one before. */
  @Test
  void ofMailsThatEndWhileTheBrokerIsAway() {
    long sent = register(address("ok"));
    long failed = register(address("refused"));
    awaitState(sent, "SENT");
    awaitState(failed, "FAILED");
    awaitTold();
    stack.broker().stop();
    try {
      awaitDelivery(503);
      for (int round = 0; round < 2; round++) {
        cancel(failed);
        retry(failed);
        resendOnce(sent);
        cancel(sent);
      }
      cancel(failed);
      operator().delete("/registrations/" + failed).then().statusCode(204);
      assertEquals(6, sql.number("select count(*) from due_event"));
      int before = looks.get();
      await().atMost(LIMIT).until(() -> looks.get() > before + 2);
    } finally {
      stack.broker().start(stack.broker().port());
    }
    awaitCount("mail_state = 'CANCELLED'", 1);
    awaitTold();
  }

  private void awaitTold() {
    await().atMost(LIMIT).until(() -> sql.number("select count(*) from due_event") == 0);
  }

  /** What is in doubt, or was not begun, is tried again and not counted. */
  @Test
  void ofMailsThatWaitForASilentMailServer() {
    awaitState(register(address("ok")), "SENT");
    stack.smtp().silence(true);
    List<Long> ids;
    try {
      ids = Stream.generate(() -> register(address("ok"))).limit(12).toList();
      awaitDelivery(503);
    } finally {
      stack.smtp().silence(false);
    }
    ids.forEach(id -> awaitState(id, "SENT"));
  }

  private static void awaitDelivery(int status) {
    await().atMost(LIMIT).until(() -> get("/q/health/group/delivery").statusCode() == status);
  }

  private void awaitCount(String which, int count) {
    await()
        .atMost(LIMIT)
        .until(() -> sql.number("select count(*) from registration where " + which) == count);
  }

  /** As soon as it is not being sent. */
  private static void cancel(long id) {
    await()
        .atMost(LIMIT)
        .until(() -> operator().delete("/registrations/" + id + "/mail").statusCode() == 204);
  }

  private static void retry(long id) {
    operator().post("/registrations/" + id + "/mail/retry").then().statusCode(202);
  }

  private static void resendOnce(long id) {
    operator().noContentType().post("/registrations/" + id + "/mail/resend").then().statusCode(202);
  }

  private static void resend(long id, String email) {
    operator()
        .contentType("application/json")
        .body(Map.of("email", email))
        .post("/registrations/" + id + "/mail/resend")
        .then()
        .statusCode(202);
  }

  private static void pause() {
    operator()
        .contentType("application/json")
        .body(Map.of("reason", "a test"))
        .put("/sending/pause")
        .then()
        .statusCode(200);
  }

  private static void resume() {
    operator().delete("/sending/pause").then().statusCode(204);
  }
}
