package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.github.registrationmail.stack.EmbeddedSmtp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the packaged service keeps to with every strategy, whichever broker it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract {

  private final Names names = Names.unique();
  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final TestBroker broker;
  private final TestDatabase database;
  private final DelayConfig.Strategy kind;
  private final DelayStrategy strategy;

  private BrokerAddress address;
  private Optional<RunningService> running = Optional.empty();
  private Connection connection;
  private Channel channel;

  ServiceContract(
      TestBroker broker,
      java.util.function.Function<Names, TestDatabase> database,
      DelayConfig.Strategy kind) {
    this.broker = broker;
    this.database = database.apply(names);
    this.kind = kind;
    this.strategy = new DelayStrategies().strategy(() -> kind, names, () -> RunningService.STEPS);
  }

  @BeforeAll
  void startService() {
    address = broker.start();
    var unused = smtp.start(0);
    running =
        Optional.of(
            RunningService.start(
                smtp,
                address.environment(),
                database.start(),
                names.environment(),
                Map.of(
                    "REGISTRATION_DELAY_STRATEGY",
                    kind.name().toLowerCase().replace('_', '-'),
                    "REGISTRATION_EVENTS_EXCHANGE",
                    names.events())));
  }

  @AfterAll
  void stopService() throws Exception {
    if (running.isEmpty()) {
      return;
    }
    service().close();
    try (Connection cleaning = address.connect()) {
      names.deleteAll(cleaning, RunningService.STEPS);
    }
    smtp.close();
    database.close();
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    connection = address.connect();
    channel = connection.createChannel();
    service().awaitDelivery(200);
  }

  @AfterEach
  void disconnect() {
    connection.abort();
  }

  @Test
  void sendsTheMailAfterTheFirstDelay() {
    Instant before = Instant.now();
    String email = service().register("ok");
    service().awaitReceived(email);
    Duration held = Duration.between(before, smtp.attempts(email).get(0));
    assertTrue(held.compareTo(RunningService.FIRST_DELAY) >= 0, "sent after " + held);
  }

  @Test
  void sendsAgainAfterDelaysThatDouble() {
    String email = service().register("busy3");
    service().awaitReceived(email);
    List<Instant> attempts = smtp.attempts(email);
    assertEquals(4, attempts.size());
    for (int i = 1; i < attempts.size(); i++) {
      Duration gap = Duration.between(attempts.get(i - 1), attempts.get(i));
      assertTrue(
          gap.plusMillis(5).compareTo(RunningService.STEPS.get(i)) >= 0, "gap " + i + " is " + gap);
    }
  }

  @Test
  void givesUpAfterSixTriesAndDeadLetters() throws IOException {
    String email = service().register("busy");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertEquals(6, smtp.attempts(email).size()));
    awaitDeadLetter();
  }

  @Test
  void deadLettersWhatIsRefusedForGood() {
    String email = service().register("refused");
    awaitDeadLetter();
    assertEquals(1, smtp.attempts(email).size());
  }

  @Test
  void tellsWhatBecameOfEachMailOnceAndConfirmed() throws IOException {
    String queue = names.events() + ".test";
    channel.queueDeclare(queue, true, false, false, Map.of());
    channel.queueBind(queue, names.events(), "#");
    try {
      long late = service().registerForId("busy1");
      long never = service().registerForId("refused");
      awaitDeadLetter();
      Map<Long, List<String>> told = new HashMap<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .during(Duration.ofSeconds(2))
          .until(
              () -> {
                collect(queue, told);
                return List.of("mail.sent").equals(told.get(late))
                    && List.of("mail.failed").equals(told.get(never));
              });
    } finally {
      channel.queueDelete(queue);
    }
  }

  /** Each type by the registration that it is about. */
  private void collect(String queue, Map<Long, List<String>> told) throws IOException {
    Optional<GetResponse> next = Optional.ofNullable(channel.basicGet(queue, true));
    while (next.isPresent()) {
      JsonObject event = new JsonObject(Buffer.buffer(next.get().getBody()));
      told.computeIfAbsent(Long.valueOf(event.getString("subject")), id -> new ArrayList<>())
          .add(event.getString("type"));
      next = Optional.ofNullable(channel.basicGet(queue, true));
    }
  }

  @Test
  void ignoresProbes() throws Exception {
    for (int i = 0; i < 50; i++) {
      channel.basicPublish(
          strategy.exchange(),
          names.routingKey(),
          new AMQP.BasicProperties.Builder().type(RouteProof.PROBE).build(),
          RouteProof.PROBE.getBytes());
    }
    service().assertSends();
    await().untilAsserted(() -> assertEquals(0, channel.messageCount(names.queue())));
    assertFalse(service().output().contains("has no user id"));
  }

  @Test
  void bindsAnUnboundQueueAgainAndTellsWhatWasLost() throws IOException {
    double before = service().metric("registration_broker_unroutable_total");
    channel.queueUnbind(names.queue(), strategy.exchange(), names.routingKey());
    String email = service().register("ok");
    service()
        .awaitOutput(
            "not delivered to any queue: exchange %s, routing key %s"
                .formatted(strategy.exchange(), names.routingKey()));
    await().until(() -> service().metric("registration_broker_unroutable_total") > before);
    service().awaitReceived(email);
    assertEquals(1, service().metric("registration_broker_routable"));
  }

  /** The broker closes the publisher's channel alone, and the connector forgets its confirms. */
  @Test
  void publishesWithConfirmAgainAfterItsChannelWasClosed() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              channel.exchangeDelete(strategy.exchange());
              String lost = service().register("ok");
              service().awaitReceived(lost);
              return service().output().contains("closed by RabbitMQ");
            });
    service().awaitDelivery(200);
    long before = service().linesWith("confirmed by the broker");
    service().assertSends();
    await().until(() -> service().linesWith("confirmed by the broker") > before);
    await().until(() -> service().metric("registration_broker_connected") == 4);
  }

  @Test
  void consumesAgainAfterItsQueueWasDeleted() throws IOException {
    channel.queueDelete(names.queue());
    service().assertSends();
    service().awaitDelivery(200);
  }

  @Test
  void staysDownWithOneErrorWhileTheQueueHasOtherArguments() throws Exception {
    channel.queueDelete(names.queue());
    channel.queueDeclare(names.queue(), true, false, false, Map.of("x-queue-type", "quorum"));
    service().awaitDelivery(503);
    service().awaitOutput("queue " + names.queue() + " exists on RabbitMQ with another");
    String email = service().register("ok");
    await().during(Duration.ofSeconds(3)).until(() -> service().isAlive());
    assertEquals(1, service().linesWith("ERROR [io.github.registrationmail.broker.BrokerLinks]"));
    channel.queueDelete(names.queue());
    service().awaitDelivery(200);
    service().awaitReceived(email);
  }

  private void awaitDeadLetter() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Optional.ofNullable(deadLetter()).isPresent());
  }

  private GetResponse deadLetter() throws IOException {
    return channel.basicGet(names.deadLetterQueue(), true);
  }

  private RunningService service() {
    return running.orElseThrow();
  }
}
