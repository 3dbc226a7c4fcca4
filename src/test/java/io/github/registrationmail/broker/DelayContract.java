package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every delay strategy keeps to, whichever broker it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DelayContract {

  static final Duration SHORT = Duration.ofMillis(300);
  static final Duration LONG = Duration.ofMillis(900);

  /** How late a message may be on a busy machine; the idle numbers are measured elsewhere. */
  private static final Duration LATE = Duration.ofMillis(1500);

  private final TestBroker broker;
  private final DelayConfig.Strategy kind;

  private BrokerAddress address;
  private Names names;
  private DelayStrategy strategy;
  private Topology topology;
  private RouteProof proof;
  private SimpleMeterRegistry meters;
  private Connection connection;
  private Channel channel;

  DelayContract(TestBroker broker, DelayConfig.Strategy kind) {
    this.broker = broker;
    this.kind = kind;
  }

  @BeforeAll
  void startBroker() {
    address = broker.start();
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void declare() throws Exception {
    names = Names.unique();
    meters = new SimpleMeterRegistry();
    strategy = strategy(kind);
    topology = new Topology(names, strategy);
    proof = new RouteProof(names, topology, strategy, meters);
    connection = address.connect();
    topology.declare(connection);
    channel = connection.createChannel();
    channel.confirmSelect();
  }

  @AfterEach
  void delete() throws Exception {
    connection.abort();
    try (Connection cleaning = address.connect()) {
      names.deleteAll(cleaning, List.of(SHORT, LONG));
    }
  }

  @Test
  void holdsAMessageForItsDelayAndNotMuchLonger() throws Exception {
    var deliveries = consume();
    long start = System.nanoTime();
    publish("1", LONG);
    assertEquals("1", body(next(deliveries)));
    Duration held = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(held.compareTo(LONG) >= 0, "came after " + held);
    assertTrue(held.compareTo(LONG.plus(LATE)) < 0, "came after " + held);
  }

  @Test
  void deliversAtOnceWithoutADelay() throws Exception {
    var deliveries = consume();
    long start = System.nanoTime();
    publish("1", Duration.ZERO);
    assertEquals("1", body(next(deliveries)));
    Duration held = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(held.compareTo(SHORT) < 0, "came after " + held);
  }

  @Test
  void letsAShortDelayOvertakeALongOne() throws Exception {
    var deliveries = consume();
    publish("long", LONG);
    publish("short", SHORT);
    assertEquals("short", body(next(deliveries)));
    assertEquals("long", body(next(deliveries)));
  }

  @Test
  void deliversWhatIsToldOfAnAttempt() throws Exception {
    var deliveries = consume();
    publish("7", SHORT);
    AMQP.BasicProperties properties = next(deliveries).getProperties();
    assertEquals(3, ((Number) properties.getHeaders().get("x-attempt")).intValue());
    assertEquals("registration-7-3", properties.getMessageId());
    assertEquals(2, properties.getDeliveryMode());
  }

  /** A broker drops dead-letter cycles, which it knows by x-death. */
  @Test
  void startsEveryAttemptWithAFreshMessage() throws Exception {
    var deliveries = consume();
    for (int attempt = 1; attempt <= 3; attempt++) {
      publish("1", SHORT);
      assertTrue(deaths(next(deliveries)) <= 1);
    }
  }

  @Test
  void provesTheRouteWithoutLeavingAnythingButProbes() throws Exception {
    var deliveries = consume();
    assertEquals(RouteProof.Result.ROUTED, proof.prove(connection));
    for (String ignored : strategy.routes()) {
      assertTrue(RouteProof.isProbe(Optional.of(next(deliveries).getProperties().getType())));
    }
    assertEquals(0, unroutable());
  }

  @Test
  void findsAnUnboundQueueAndBindsItAgain() throws Exception {
    channel.queueUnbind(names.queue(), strategy.exchange(), names.routingKey());
    assertEquals(RouteProof.Result.RETURNED, proof.prove(connection));
    assertEquals(1, unroutable());
    assertEquals(Optional.empty(), proof.ensure(connection));
    assertEquals(RouteProof.Result.ROUTED, proof.prove(connection));
  }

  @Test
  void findsADeletedExchangeAndDeclaresItAgain() throws Exception {
    channel.exchangeDelete(strategy.exchange());
    assertEquals(RouteProof.Result.RETURNED, proof.prove(connection));
    assertEquals(1, unroutable());
    assertEquals(Optional.empty(), proof.ensure(connection));
    var deliveries = consume();
    publish("1", SHORT);
    assertEquals("1", bodyButNoProbe(deliveries));
  }

  @Test
  void declaresADeletedQueueAgain() throws Exception {
    for (String queue : names.queues(strategy)) {
      channel.queueDelete(queue);
      assertEquals(Optional.empty(), proof.ensure(connection));
      assertEquals(RouteProof.Result.ROUTED, proof.prove(connection));
    }
    var deliveries = consume();
    publish("1", SHORT);
    assertEquals("1", bodyButNoProbe(deliveries));
  }

  @Test
  void changesNothingWhenDeclaredAgain() throws Exception {
    publish("1", Duration.ZERO);
    topology.declare(connection);
    assertEquals(1, await().until(() -> channel.messageCount(names.queue()), count -> count > 0));
  }

  /** Its arguments cannot be changed, and people's dead letters are in it. */
  @Test
  void keepsTheDeadLetterQueueOfAnEarlierVersion() throws Exception {
    channel.queueDelete(names.deadLetterQueue());
    channel.queueDeclare(
        names.deadLetterQueue(), true, false, false, Map.of("x-queue-type", "quorum"));
    topology.declare(connection);
    assertEquals(0, channel.messageCount(names.deadLetterQueue()));
  }

  /**
   * Replicas of both strategies run side by side while the strategy is changed on a live system.
   */
  @Test
  void deliversWhatWaitsWhenTheOtherStrategyTakesOver() throws Exception {
    publish("1", LONG);
    for (DelayConfig.Strategy other : others()) {
      new Topology(names, strategy(other)).declare(connection);
    }
    assertEquals("1", body(next(consume())));
  }

  @Test
  void namesTheQueueAndTheArgumentThatDiffer() throws Exception {
    channel.queueDelete(names.queue());
    channel.queueDeclare(
        names.queue(),
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-dead-letter-exchange", "elsewhere"));
    IOException refused = assertThrows(IOException.class, () -> topology.declare(connection));
    String sentence = Diagnosis.of(refused).orElseThrow();
    assertTrue(sentence.contains("queue " + names.queue()), sentence);
    assertTrue(sentence.contains("x-dead-letter"), sentence);
    assertTrue(sentence.contains("registration.broker"), sentence);
  }

  /** A stock broker can only be changed to the TTL queues. */
  List<DelayConfig.Strategy> others() {
    return List.of(DelayConfig.Strategy.TTL_QUEUES);
  }

  private DelayStrategy strategy(DelayConfig.Strategy chosen) {
    return new DelayStrategies().strategy(() -> chosen, names, () -> List.of(SHORT, LONG));
  }

  private BlockingQueue<Delivery> consume() throws IOException {
    BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    channel.basicConsume(
        names.queue(), true, (tag, delivery) -> deliveries.add(delivery), tag -> {});
    return deliveries;
  }

  private void publish(String body, Duration delay) throws Exception {
    DelayStrategy.Address to = strategy.address(delay);
    Map<String, Object> headers = new java.util.HashMap<>(to.headers());
    headers.put("x-attempt", 3);
    channel.basicPublish(
        strategy.exchange(),
        to.routingKey(),
        new AMQP.BasicProperties.Builder()
            .headers(headers)
            .messageId("registration-" + body + "-3")
            .deliveryMode(2)
            .build(),
        body.getBytes());
    channel.waitForConfirmsOrDie(5000);
  }

  private static Delivery next(BlockingQueue<Delivery> deliveries) throws InterruptedException {
    return Optional.ofNullable(deliveries.poll(10, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing was delivered"));
  }

  private static String bodyButNoProbe(BlockingQueue<Delivery> deliveries) throws Exception {
    Delivery delivery = next(deliveries);
    while (RouteProof.isProbe(Optional.ofNullable(delivery.getProperties().getType()))) {
      delivery = next(deliveries);
    }
    return body(delivery);
  }

  private static String body(Delivery delivery) {
    return new String(delivery.getBody());
  }

  private static int deaths(Delivery delivery) {
    return delivery.getProperties().getHeaders().get("x-death") instanceof List<?> deaths
        ? deaths.size()
        : 0;
  }

  private double unroutable() {
    return meters.counter("registration.broker.unroutable").count();
  }
}
