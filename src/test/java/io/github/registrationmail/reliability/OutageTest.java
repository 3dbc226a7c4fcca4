package io.github.registrationmail.reliability;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.invariant.Invariants;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MySQL, RabbitMQ and the mail server go away under the running service and come back. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OutageTest {

  private static final Duration RECOVERY = Duration.ofSeconds(40);

  EmbeddedStack stack;
  @Inject Sql sql;
  @Inject MeterRegistry meters;
  private long newest;

  @BeforeEach
  void remember() {
    newest = sql.ids("select coalesce(max(id), 0) from registration").get(0);
  }

  @AfterEach
  void bringEverythingBack() {
    stack.smtp().silence(false);
    await().atMost(RECOVERY).until(() -> delivery() == 200);
    assertEquals(Map.of(), Invariants.violated(sql::ids, newest));
  }

  @Test
  void answers503WithRetryAfterWhileMysqlIsAwayAndGoesOnWhenItIsBack() {
    String waiting = Api.address("ok");
    long id = Api.register(waiting);
    stack.database().stop();
    try {
      Api.register(Map.of("email", Api.address("ok"), "name", "Ada"))
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .contentType("application/problem+json")
          .time(lessThan(2500L));
      await().until(() -> get("/q/health/ready").statusCode() == 503);
      assertEquals(200, get("/q/health/live").statusCode());
    } finally {
      stack.database().start(stack.database().port());
    }
    await().atMost(RECOVERY).until(() -> get("/q/health/ready").statusCode() == 200);
    Api.awaitState(id, "SENT").body("mail.failures", equalTo(0));
    assertEquals(1, stack.smtp().received(waiting).size());
  }

  @Test
  void takesRegistrationsWhileRabbitmqIsAwayAndSendsThemWhenItIsBackEvenIfWiped() {
    String before = Api.address("busy1");
    long waiting = Api.register(before);
    Api.awaitState(waiting, "RETRYING");
    stack.broker().stop();
    String during = Api.address("ok");
    long id;
    try {
      await().until(() -> delivery() == 503);
      id = Api.register(during);
      assertEquals(200, get("/q/health/ready").statusCode());
      assertEquals(200, get("/q/health/live").statusCode());
      Api.find(id).body("mail.state", equalTo("PENDING"));
      assertEquals(
          1,
          sql.number("select sweep_at <= utc_timestamp(3) from registration where id = ?", id),
          "the sweep would wait although the broker is back");
    } finally {
      stack.broker().start(stack.broker().port());
    }
    Api.awaitState(id, "SENT");
    Api.awaitState(waiting, "SENT");
    assertEquals(1, stack.smtp().received(before).size());
    assertEquals(1, stack.smtp().received(during).size());
  }

  /** On connections that are kept, and on new ones; more mails than there are connections. */
  @Test
  void survivesAMailServerThatFallsSilentWithEveryConnectionHanging() {
    Map<Long, String> mails = new HashMap<>();
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
    int counted = sql.number("select count(*) from user_notify");
    stack.smtp().silence(true);
    try {
      IntStream.range(0, 36).forEach(i -> registerInto(mails, "ok"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  metric("registration_mail_paused") == 1
                      && sql.number(
                              "select count(*) from mail_failure where reason like 'perhaps sent%'")
                          > 0);
      assertEquals(503, delivery());
    } finally {
      stack.smtp().silence(false);
    }
    mails.keySet().forEach(id -> Api.awaitState(id, "SENT"));
    mails.forEach(this::assertSentOnce);
    assertEquals(counted, sql.number("select count(*) from user_notify"));
  }

  /** But for mails that the server may have accepted when it spoke again, as the operator sees. */
  private void assertSentOnce(long id, String email) {
    int doubts =
        sql.number(
            """
            select count(*) from mail_failure
            where user_id = ? and counted = 0 and reason like 'perhaps sent: %'
            """,
            id);
    int received = stack.smtp().received(email).size();
    assertTrue(received >= 1 && received <= 1 + doubts, received + " mails, doubts " + doubts);
  }

  @Test
  void pausesWhileTheMailServerIsUnreachableInsteadOfUsingUpAttempts() {
    Map<Long, String> mails = new HashMap<>();
    stack.smtp().stop();
    try {
      IntStream.range(0, 30).forEach(i -> registerInto(mails, "ok"));
      int counted = sql.number("select sum(notifynum) from user_notify");
      await().until(() -> metric("registration_mail_paused") == 1);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(4))
          .until(() -> sql.number("select sum(notifynum) from user_notify") == counted);
      get("/q/health/group/delivery")
          .then()
          .body(
              "checks.find { it.name == 'mail server' }.data.sending",
              startsWith(
                  "sending is paused, because the mail server takes nothing: not connected"));
      given()
          .auth()
          .preemptive()
          .basic("operator", "operator")
          .get("/page/overview")
          .then()
          .body(containsString("sending-PAUSED"), containsString("not connected"));
    } finally {
      stack.smtp().start();
    }
    mails.keySet().forEach(id -> Api.awaitState(id, "SENT"));
    mails.values().forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
  }

  @Test
  void consumesAgainAfterTheQueueWasDeletedUnderTheConsumer() {
    try (Amqp amqp = new Amqp()) {
      amqp.run(channel -> channel.queueDelete("user.registered.mail"));
    }
    String email = Api.address("ok");
    Api.awaitState(Api.register(email), "SENT");
    assertEquals(1, stack.smtp().received(email).size());
  }

  @Test
  void deadLettersPoisonOnceAndGoesOn() {
    try (Amqp amqp = new Amqp()) {
      var unused = amqp.deadLetters();
      amqp.deliver("not a number", Map.of("x-attempt", 1));
      amqp.deliver("7", Map.of());
      amqp.deliver("-7", Map.of("x-attempt", 1));
      amqp.deliver("7", Map.of("x-attempt", "one"));
      await().untilAsserted(() -> assertEquals(4, amqp.messages("user.registered.mail.dead")));
    }
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
  }

  @Test
  void sendsOnceHoweverOftenTheMessageIsDelivered() {
    String email = Api.address("slow");
    long id = Api.register(email);
    try (Amqp amqp = new Amqp()) {
      IntStream.range(0, 5).forEach(i -> amqp.deliver(Long.toString(id), Map.of("x-attempt", 1)));
      amqp.deliver(Long.toString(id), Map.of("x-attempt", 2));
      Api.awaitState(id, "SENT");
      IntStream.range(0, 5).forEach(i -> amqp.deliver(Long.toString(id), Map.of("x-attempt", 1)));
      await().untilAsserted(() -> assertEquals(0, amqp.messages("user.registered.mail")));
    }
    assertEquals(1, stack.smtp().attempts(email).size());
  }

  /** Whoever may write to the exchange could use up the attempts of a mail in a moment. */
  @Test
  void makesNoAttemptBeforeItsTimeWhoeverPublishesIt() {
    String email = Api.address("busy");
    long id = Api.register(email);
    await().until(() -> Api.find(id).extract().jsonPath().getInt("mail.attempt") == 5);
    try (Amqp amqp = new Amqp()) {
      IntStream.range(0, 3)
          .flatMap(round -> IntStream.rangeClosed(1, 6))
          .forEach(attempt -> amqp.deliver(Long.toString(id), Map.of("x-attempt", attempt)));
      Api.awaitState(id, "FAILED").body("mail.failures", equalTo(6));
      await().untilAsserted(() -> assertEquals(0, amqp.messages("user.registered.mail")));
    }
    List<Instant> attempts = stack.smtp().attempts(email);
    assertEquals(6, attempts.size());
    for (int i = 1; i < 6; i++) {
      Duration gap = Duration.between(attempts.get(i - 1), attempts.get(i));
      assertTrue(gap.toMillis() >= (100L << i) - 55, "gap " + gap + " before attempt " + (i + 1));
    }
  }

  /** The lease runs out meanwhile; the sweep must not take the mail over before it is renewed. */
  @Test
  void doublesNoMailThatWasSentWhileMysqlWasAwayForLongerThanALease() {
    String email = Api.address("slow");
    long id = Api.register(email);
    await().until(() -> !stack.smtp().attempts(email).isEmpty());
    stack.database().stop();
    try {
      await().until(() -> stack.smtp().received(email).size() == 1);
      var outage = Instant.now();
      await().atMost(Duration.ofSeconds(15)).until(() -> hasPassed(outage, Duration.ofSeconds(7)));
    } finally {
      stack.database().start(stack.database().port());
    }
    await().atMost(RECOVERY).until(() -> get("/q/health/ready").statusCode() == 200);
    Api.awaitState(id, "SENT").body("mail.attempt", equalTo(1));
    var sent = Instant.now();
    await().atMost(Duration.ofSeconds(15)).until(() -> hasPassed(sent, Duration.ofSeconds(6)));
    assertEquals(1, stack.smtp().received(email).size());
  }

  private static boolean hasPassed(Instant since, Duration time) {
    return Duration.between(since, Instant.now()).compareTo(time) > 0;
  }

  /** As when an account is locked, or a statement killed: nothing that tells of an outage. */
  @Test
  void sendsOnceEvenIfMysqlRefusesToWriteThatItIsSent() {
    String email = Api.address("slow");
    long id = Api.register(email);
    Api.awaitState(id, "SENDING");
    sql.execute("alter table registration rename column sent_at to sent_at_gone");
    try {
      await().until(() -> stack.smtp().received(email).size() == 1);
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> sql.number("select count(*) from registration where claim is not null") > 0);
    } finally {
      sql.execute("alter table registration rename column sent_at_gone to sent_at");
    }
    Api.awaitState(id, "SENT").body("mail.attempt", equalTo(1));
    assertEquals(1, stack.smtp().received(email).size());
  }

  @Test
  void sendsAgainWhatAConsumerClaimedAndNeverFinished() {
    String email = Api.address("ok");
    long id = insertOverdue(email, "SENDING", 0);
    Api.awaitState(id, "SENT").body("mail.attempt", equalTo(1));
    assertEquals(1, stack.smtp().received(email).size());
    assertTrue(metric("registration_sweep_recovered_total") >= 1);
  }

  @Test
  void sendsAMailThatAWrongClockMadeDueInYears() {
    String email = Api.address("ok");
    long id = insertOverdue(email, "PENDING", 80);
    Api.awaitState(id, "SENT");
    assertEquals(1, stack.smtp().received(email).size());
  }

  /** As after a start with a table full of them; the benchmark does it with 100,000. */
  @Test
  void sweepsThousandsOfMailsWithoutFloodingTheBroker() {
    String first = Api.address("ok");
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state,
          due_at, sweep_at)
        select concat(seq, ?), concat(seq, ?), 'Ada', 'en', utc_timestamp(3), 'PENDING',
          utc_timestamp(3), utc_timestamp(3) - interval 1 second
        from
        """
            + Sql.SEQUENCE.formatted(2000),
        first,
        first);
    // a scrape is answered by the event loop that publishes, when it has nothing else to do
    Gauge inFlight = meters.get("registration.publish.in.flight").gauge();
    AtomicInteger mostInFlight = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              mostInFlight.accumulateAndGet((int) inFlight.value(), Math::max);
              return sent(first) == 2000;
            });
    assertTrue(
        mostInFlight.get() > 1 && mostInFlight.get() <= 64, mostInFlight + " publishes in flight");
    assertEquals(
        1,
        IntStream.rangeClosed(1, 2000)
            .map(i -> stack.smtp().received(i + first).size())
            .max()
            .orElseThrow());
  }

  private int sent(String address) {
    return sql.number(
        """
        select count(*) from registration
        where email_key like concat('%', ?) and mail_state = 'SENT' and attempt = 1
        """,
        address);
  }

  private long insertOverdue(String email, String state, int dueInYears) {
    return sql.insert(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state,
          due_at, sweep_at, claim)
        values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, utc_timestamp(3) + interval ? year,
          utc_timestamp(3) - interval 1 second, 42)
        """,
        email,
        email,
        state,
        dueInYears);
  }

  private static void registerInto(Map<Long, String> mails, String prefix) {
    String email = Api.address(prefix);
    mails.put(Api.register(email), email);
  }

  private static int delivery() {
    return get("/q/health/group/delivery").statusCode();
  }

  private static double metric(String name) {
    return get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name) && !line.startsWith("#"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
