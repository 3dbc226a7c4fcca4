package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.BrokerClient.DEAD;
import static io.github.registrationmail.stack.BrokerClient.WORK;
import static io.github.registrationmail.stack.BrokerClient.id;
import static io.github.registrationmail.stack.BrokerClient.next;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message is dead-lettered when it is rejected or expires, and by nothing else. */
class DeadLetterTest {

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
  void deadLettersWhatIsRejectedAtOnce() throws Exception {
    client.publish("1", Map.of("x-attempt", 6));
    long tag = next(client.consume(WORK)).getEnvelope().getDeliveryTag();

    client.channel().basicReject(tag, false);

    var dead = next(client.consume(DEAD));
    assertEquals("1", id(dead));
    assertEquals(Map.of("x-attempt", 6), dead.getProperties().getHeaders());
  }

  @Test
  void deadLettersWhatIsNackedAfterARedelivery() throws Exception {
    client.publish("1", Map.of());
    var deliveries = client.consume(WORK);
    client.channel().basicNack(next(deliveries).getEnvelope().getDeliveryTag(), false, true);
    var again = next(deliveries);

    client.channel().basicNack(again.getEnvelope().getDeliveryTag(), false, false);

    assertTrue(again.getEnvelope().isRedeliver());
    assertEquals("1", id(next(client.consume(DEAD))));
  }

  @Test
  void redeliversWhatAKilledConnectionHeldAsOftenAsItIsKilled() throws Exception {
    client.publish("1", Map.of());
    for (int kill = 0; kill < 5; kill++) {
      var victim = BrokerClient.connect(broker.port());
      assertEquals("1", id(next(victim.consume(WORK))));
      victim.kill();
    }

    var survivor = next(client.consume(WORK));

    assertTrue(survivor.getEnvelope().isRedeliver());
    assertEquals(0, client.channel().messageCount(DEAD));
  }

  @Test
  void redeliversWhatIsRequeuedWithoutEnd() throws Exception {
    client.publish("1", Map.of());
    var deliveries = client.consume(WORK);
    for (int i = 0; i < 5; i++) {
      client.channel().basicNack(next(deliveries).getEnvelope().getDeliveryTag(), false, true);
    }

    assertEquals("1", id(next(deliveries)));
    assertEquals(0, client.channel().messageCount(DEAD));
  }

  @Test
  void dropsWhatIsRejectedFromAQueueWithoutDeadLetterExchange() throws Exception {
    client.publish("user.dead", BrokerClient.KEY, "1", Map.of());
    long tag = next(client.consume(DEAD)).getEnvelope().getDeliveryTag();

    client.channel().basicReject(tag, false);

    await().until(() -> client.channel().messageCount(DEAD) == 0);
  }

  @Test
  void deadLettersAMessageAtItsTimeToTheQueueOfItsRoutingKey() throws Exception {
    client.queue(
        "delay.200",
        Map.of(
            "x-message-ttl", 200,
            "x-dead-letter-exchange", "",
            "x-dead-letter-routing-key", WORK,
            "x-dead-letter-strategy", "at-least-once",
            "x-overflow", "reject-publish"));
    var deliveries = client.consume(WORK);
    var published = Instant.now();

    client.publish("", "delay.200", "1", Map.of());

    assertEquals("1", id(next(deliveries)));
    var waited = Duration.between(published, Instant.now());
    assertTrue(waited.toMillis() >= 200 && waited.toMillis() < 2000, "waited for " + waited);
  }
}
