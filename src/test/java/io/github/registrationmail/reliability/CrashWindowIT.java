package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.invariant.Invariants;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.EventQueue;
import io.github.registrationmail.support.FreezableProxy;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The service is killed (SIGKILL) exactly between two of its steps, and started again. No hook in
 * the service is needed: what it sends to MySQL, to RabbitMQ, or on one of its connections there,
 * is held back by a proxy, which stops it at that step.
 */
class CrashWindowIT {

  /** How the connector names the connection of each channel. */
  private static final String FIRST_MAILS = "registrations (Outgoing)";

  private static final String RETRIES = "mail-retries (Outgoing)";
  private static final String CONSUMER = "mail (Incoming)";
  private static final String EVENTS = "events (Outgoing)";
  private static final String EXCHANGE = "registration.events";

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final EmbeddedStack STACK = new EmbeddedStack();
  private static final FreezableProxy MYSQL = new FreezableProxy(() -> STACK.database().port());
  private static final FreezableProxy RABBITMQ = new FreezableProxy(() -> STACK.broker().port());

  private ServiceProcess service = ServiceProcess.startDelivering(environment());

  @BeforeAll
  static void startStack() {
    var unused = STACK.start(StackPorts.FREE);
  }

  @AfterAll
  static void stopStack() {
    MYSQL.close();
    RABBITMQ.close();
    STACK.close();
  }

  @AfterEach
  void stopService() {
    service.close();
    MYSQL.reset();
    RABBITMQ.reset();
    STACK.smtp().silence(false);
    assertEquals(Map.of(), Invariants.violated(rows()::ids, 0));
  }

  @Test
  void killedBetweenInsertAndPublish() throws IOException {
    String email = Api.address("ok");
    RABBITMQ.freeze(FIRST_MAILS);
    assertEquals(201, service.register(email));
    restartKilled();
    assertSentOnce(email);
  }

  @Test
  void killedBetweenPublishAndQueuedWritten() throws IOException {
    String email = Api.address("ok");
    RABBITMQ.freeze(FIRST_MAILS);
    assertEquals(201, service.register(email));
    MYSQL.freeze();
    RABBITMQ.thaw();
    awaitOutput("confirmed by the broker");
    restartKilled();
    assertSentOnce(email);
  }

  /** Claimed, and waiting for a mail server that has not greeted: nothing of the mail is out. */
  @Test
  void killedBetweenClaimAndSend() throws IOException {
    String email = Api.address("ok");
    STACK.smtp().silence(true);
    assertEquals(201, service.register(email));
    await().until(() -> rows().state(email).equals("SENDING"));
    service.kill();
    STACK.smtp().silence(false);
    restartKilled();
    assertSentOnce(email);
  }

  /** The one window that SMTP leaves open. */
  @Test
  void killedBetweenSendAndSentWrittenDoublesAtMost() throws IOException {
    String email = Api.address("slow");
    assertEquals(201, service.register(email));
    await().until(() -> !STACK.smtp().attempts(email).isEmpty());
    MYSQL.freeze();
    await().until(() -> STACK.smtp().received(email).size() == 1);
    restartKilled();
    assertSent(email);
    assertTrue(STACK.smtp().received(email).size() <= 2);
  }

  @Test
  void killedBetweenSentWrittenAndAck() throws IOException {
    String email = Api.address("ok");
    RABBITMQ.freeze(CONSUMER);
    assertEquals(201, service.register(email));
    await().until(() -> rows().state(email).equals("SENT"));
    restartKilled();
    assertSentOnce(email);
  }

  @Test
  void killedBetweenFailureAndItsCount() throws IOException {
    String email = Api.address("busy1");
    STACK.smtp().silence(true);
    assertEquals(201, service.register(email));
    await().until(() -> rows().state(email).equals("SENDING"));
    MYSQL.freeze();
    STACK.smtp().silence(false);
    await().until(() -> !STACK.smtp().attempts(email).isEmpty());
    awaitOutput("waiting: MySQL cannot be reached");
    restartKilled();
    assertSentOnce(email);
    assertEquals(0, rows().failures(email));
  }

  @Test
  void killedBetweenCountAndPublish() throws IOException {
    String email = Api.address("busy1");
    RABBITMQ.freeze(RETRIES);
    assertEquals(201, service.register(email));
    await().until(() -> rows().state(email).equals("RETRYING"));
    restartKilled();
    assertSentOnce(email);
    assertEquals(1, rows().failures(email));
  }

  @Test
  void killedBetweenPublishOfTheRetryAndAck() throws IOException {
    String email = Api.address("busy1");
    RABBITMQ.freeze(CONSUMER);
    assertEquals(201, service.register(email));
    await().until(() -> rows().failures(email) == 1);
    awaitOutput("attempt 2 confirmed by the broker");
    restartKilled();
    assertSentOnce(email);
    assertEquals(1, rows().failures(email));
  }

  /** The crash between FAILED and the nack: the message still ends in the dead-letter queue. */
  @Test
  void killedBetweenGivingUpAndTheDeadLetter() throws IOException {
    String email = Api.address("refused");
    RABBITMQ.freeze(CONSUMER);
    assertEquals(201, service.register(email));
    await().until(() -> rows().state(email).equals("FAILED"));
    restartKilled();
    awaitOutput("given up before");
    assertEquals("FAILED", rows().state(email));
    assertEquals(1, STACK.smtp().attempts(email).size());
  }

  @Test
  void killedBetweenSentAndItsEvent() throws IOException {
    try (EventQueue events = new EventQueue(new Amqp(STACK.broker().port()), EXCHANGE)) {
      String email = Api.address("ok");
      RABBITMQ.freeze(EVENTS);
      assertEquals(201, service.register(email));
      await().until(() -> rows().state(email).equals("SENT"));
      assertEquals(0, events.about(id(email)).size());
      restartKilled();
      await().atMost(LIMIT).until(() -> events.about(id(email)).size() == 1);
      assertEquals("mail.sent", events.about(id(email)).get(0).key());
      assertSentOnce(email);
    }
  }

  /** It is told twice, but it is the same one. */
  @Test
  void killedBetweenTheEventAndItsMark() throws IOException {
    try (EventQueue events = new EventQueue(new Amqp(STACK.broker().port()), EXCHANGE)) {
      String email = Api.address("ok");
      RABBITMQ.freeze(EVENTS);
      assertEquals(201, service.register(email));
      await().until(() -> rows().state(email).equals("SENT"));
      awaitOutput("not confirmed by the broker");
      MYSQL.freeze();
      RABBITMQ.thaw();
      await().atMost(LIMIT).until(() -> !events.about(id(email)).isEmpty());
      int told = events.about(id(email)).size();
      restartKilled();
      await().atMost(LIMIT).until(() -> events.about(id(email)).size() > told);
      assertEquals(
          1, events.about(id(email)).stream().map(EventQueue.Told::messageId).distinct().count());
      await().atMost(LIMIT).until(() -> due(email).equals("0"));
    }
  }

  private static long id(String email) {
    return Long.parseLong(rows().text("select id from registration where email = ?", email));
  }

  private static String due(String email) {
    return rows().text("select count(*) from due_event where user_id = ?", id(email));
  }

  private void restartKilled() {
    service.kill();
    MYSQL.reset();
    RABBITMQ.reset();
    service = ServiceProcess.startDelivering(environment());
  }

  private void awaitOutput(String text) {
    await().atMost(LIMIT).until(() -> service.output().contains(text));
  }

  private static void assertSentOnce(String email) {
    assertSent(email);
    assertEquals(1, STACK.smtp().received(email).size());
  }

  /** Also that it stays so: a doubled mail would come with a late message or a sweep. */
  private static void assertSent(String email) {
    await()
        .atMost(Duration.ofSeconds(30))
        .during(Duration.ofSeconds(3))
        .until(() -> rows().state(email).equals("SENT"));
  }

  private static Rows rows() {
    return Rows.of(STACK);
  }

  private static Map<String, String> environment() {
    return ScaledTimes.with(
        STACK.environment(),
        Map.of(
            "REGISTRATION_EVENTS_EXCHANGE",
            EXCHANGE,
            "REGISTRATION_EVENTS_LEASE",
            "2s",
            "REGISTRATION_WEBHOOK_TIMEOUT",
            "1s",
            "MYSQL_PORT",
            Integer.toString(MYSQL.port()),
            "RABBITMQ_PORT",
            Integer.toString(RABBITMQ.port())));
  }
}
