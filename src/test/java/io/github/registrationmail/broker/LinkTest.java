package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a link says of a connection to a broker. */
class LinkTest {

  private static final TestBroker BROKER = TestBroker.embedded();
  private static BrokerAddress address;

  private final Link link = new Link("mail", true, false);
  private Connection connection;
  private Channel channel;

  @BeforeAll
  static void startBroker() {
    address = BROKER.start();
  }

  @AfterAll
  static void stopBroker() {
    BROKER.close();
  }

  @BeforeEach
  void connect() throws Exception {
    connection = address.connect();
    channel = connection.createChannel();
  }

  @AfterEach
  void disconnect() {
    connection.abort();
  }

  @Test
  void isUpOnceTheConnectorHasItsChannel() {
    assertEquals(Optional.of("not connected yet"), link.trouble());
    link.connected(connection);
    assertFalse(link.isUp());
    assertEquals(Optional.of("connecting"), link.trouble());
    assertTrue(link.adopt(channel));
    assertTrue(link.isUp());
    assertEquals(Optional.of(connection), link.connection());
  }

  @Test
  void adoptsTheFirstChannelOfItsConnectionOnly() throws Exception {
    assertFalse(link.adopt(channel));
    link.connected(connection);
    assertTrue(link.adopt(channel));
    assertFalse(link.adopt(connection.createChannel()));
  }

  @Test
  void publishesOnlyWhatIsConfirmed() throws Exception {
    up();
    assertFalse(link.canPublish());
    channel.confirmSelect();
    assertTrue(link.canPublish());
    link.blocked(Optional.of("alarm"));
    assertFalse(link.canPublish());
    assertEquals(Optional.empty(), link.answering());
    link.blocked(Optional.empty());
    assertTrue(link.canPublish());
  }

  @Test
  void namesOneTroubleAfterTheOther() {
    up();
    assertEquals(Optional.of("the route is not proven yet"), link.trouble());
    assertFalse(link.isRoutable());
    link.routed(Optional.empty());
    assertTrue(link.isRoutable());
    assertEquals(Optional.of("not consuming"), link.trouble());
    link.consuming("tag");
    assertEquals(Optional.empty(), link.trouble());
    link.cancelled();
    assertEquals(Optional.of("not consuming"), link.trouble());
  }

  @Test
  void isLostOnceAndOnlyWithItsPresentConnection() throws Exception {
    up();
    link.consuming("tag");
    Connection other = address.connect();
    try {
      assertFalse(link.lost(other, "elsewhere"));
    } finally {
      other.abort();
    }
    assertTrue(link.lost(connection, "gone"));
    assertFalse(link.lost(connection, "gone"));
    assertEquals(Optional.of("gone"), link.trouble());
    assertEquals(Optional.empty(), link.consumerTag());
  }

  @Test
  void isSilentOnlyWithNothingInHand() {
    up();
    Duration noTime = Duration.ofNanos(-1);
    assertFalse(link.isSilentFor(noTime));
    link.consuming("tag");
    assertTrue(link.isSilentFor(noTime));
    assertFalse(link.isSilentFor(Duration.ofHours(1)));
    link.delivered(1);
    assertFalse(link.isSilentFor(noTime));
    link.rejected(1);
    assertTrue(link.isSilentFor(noTime));
  }

  /** The broker has its deliveries back, and counts those of the next one from 1 again. */
  @Test
  void acknowledgesNothingOfAConsumerThatIsGone() {
    up();
    link.consuming("first");
    link.delivered(1);
    link.ack("elsewhere", 1);
    assertFalse(link.isSilentFor(Duration.ofNanos(-1)));
    link.ack("first", 1);
    assertTrue(link.isSilentFor(Duration.ofNanos(-1)));
  }

  /** Nothing of the first one's is in hand any more. */
  @Test
  void forgetsTheDeliveriesOfTheConsumerBefore() {
    up();
    link.consuming("first");
    link.delivered(1);
    link.consuming("second");
    assertTrue(link.isSilentFor(Duration.ofNanos(-1)));
    link.delivered(2);
    link.ack("first", 2);
    assertFalse(link.isSilentFor(Duration.ofNanos(-1)));
  }

  /** The broker gives back what it has no ack of. */
  @Test
  void writesTheAcksThatItWasGiven() throws Exception {
    String queue = channel.queueDeclare("acks", false, false, false, null).getQueue();
    for (int i = 0; i < 3; i++) {
      channel.basicPublish("", queue, null, new byte[0]);
    }
    up();
    BlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
    channel.basicConsume(
        queue,
        false,
        "tag",
        (tag, delivery) -> delivered.add(delivery.getEnvelope().getDeliveryTag()),
        tag -> {});
    link.consuming("tag");
    for (long tag = 1; tag <= 3; tag++) {
      assertEquals(tag, delivered.poll(10, TimeUnit.SECONDS));
      link.delivered(tag);
    }
    link.ack("tag", 1);
    link.ack("tag", 2);
    link.flushAcks();
    disconnect();
    connect();
    assertEquals(
        1L, await().until(() -> channel.messageCount(queue), count -> count > 0).longValue());
    channel.queueDelete(queue);
  }

  private void up() {
    link.connected(connection);
    assertTrue(link.adopt(channel));
  }
}
