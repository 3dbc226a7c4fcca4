package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.BrokerClient.WORK;
import static io.github.registrationmail.stack.BrokerClient.id;
import static io.github.registrationmail.stack.BrokerClient.next;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AlreadyClosedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The delayed exchange holds, orders, negates and drops as RabbitMQ's plugin does. */
class DelayedMessageExchangeTest {

  private final EmbeddedBroker broker = new EmbeddedBroker();
  private BrokerClient client;

  @BeforeEach
  void start() throws Exception {
    client = BrokerClient.connect(broker.start(0)).declare();
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
  }

  @Test
  void holdsAMessageForItsDelayAndNegatesTheHeader() throws Exception {
    var deliveries = client.consume(WORK);
    var published = Instant.now();

    client.publish("1", Map.of("x-delay", 200));

    var delivery = next(deliveries);
    var held = Duration.between(published, Instant.now());
    assertTrue(held.toMillis() >= 200 && held.toMillis() < 2000, "held for " + held);
    assertEquals(Map.of("x-delay", -200), delivery.getProperties().getHeaders());
    assertEquals("1", new String(delivery.getBody()));
    assertEquals(2, delivery.getProperties().getDeliveryMode());
  }

  @Test
  void routesAtOnceWithoutAPositiveDelay() throws Exception {
    client.publish("none", Map.of());
    client.publish("zero", Map.of("x-delay", 0));
    client.publish("negative", Map.of("x-delay", -60_000));

    await().until(() -> client.channel().messageCount(WORK) == 3);
  }

  @Test
  void keepsTheOrderOfEqualDelays() throws Exception {
    var deliveries = client.consume(WORK);
    List<String> ids = IntStream.range(0, 200).mapToObj(String::valueOf).toList();

    for (String id : ids) {
      client.publish(id, Map.of("x-delay", 50));
    }

    await().until(() -> deliveries.size() == 200);
    assertEquals(ids, deliveries.stream().map(BrokerClient::id).toList());
  }

  @Test
  void deliversTheShorterDelayFirst() throws Exception {
    var deliveries = client.consume(WORK);

    client.publish("long", Map.of("x-delay", 300));
    client.publish("short", Map.of("x-delay", 50));

    assertEquals("short", id(next(deliveries)));
    assertEquals("long", id(next(deliveries)));
  }

  @Test
  void dropsWhatItHoldsWhenTheBrokerStops() throws Exception {
    client.publish("lost", Map.of("x-delay", 100));
    client.close();
    broker.stop();
    broker.start();

    client = BrokerClient.connect(broker.port()).declare();

    await().during(Duration.ofMillis(300)).until(() -> client.channel().messageCount(WORK) == 0);
  }

  @Test
  void closesTheConnectionOfADelayThatIsNoNumber() throws Exception {
    client.publish("wrong", Map.of("x-delay", "soon"));

    await().until(() -> !client.channel().isOpen());
    assertThrows(AlreadyClosedException.class, () -> client.publish("next", Map.of()));
    assertFalse(client.channel().getCloseReason().isInitiatedByApplication());
  }
}
