package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.BrokerClient.DELAYED;
import static io.github.registrationmail.stack.BrokerClient.WORK;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Declarations are accepted, repeated and refused as RabbitMQ does. */
class DeclarationTest {

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

  private static String refusal(Executable declaration) {
    var failure = assertThrows(IOException.class, declaration);
    Method reason = ((ShutdownSignalException) failure.getCause()).getReason();
    return reason.toString();
  }

  @Test
  void acceptsTheSameDeclarationAgain() throws Exception {
    client.declare();

    assertTrue(client.channel().isOpen());
  }

  @Test
  void refusesOtherArgumentsOfAQueue() {
    String refusal = refusal(() -> client.queue(WORK, Map.of("x-message-ttl", 1)));

    assertTrue(refusal.contains("reply-code=406"), refusal);
    assertTrue(refusal.contains("PRECONDITION_FAILED - inequivalent arg"), refusal);
    assertTrue(refusal.contains("'user.registered.mail'"), refusal);
  }

  @Test
  void refusesAnotherTypeOfAnExchange() {
    String refusal = refusal(() -> client.channel().exchangeDeclare(DELAYED, "direct", true));

    assertTrue(refusal.contains("reply-code=406"), refusal);
  }

  @Test
  void countsTheMessagesOfAPassivelyDeclaredQueue() throws Exception {
    client.publish("1", Map.of());
    client.publish("2", Map.of());

    await().until(() -> client.channel().queueDeclarePassive(WORK).getMessageCount() == 2);
  }

  @Test
  void knowsNoQueueThatWasNotDeclared() {
    String refusal = refusal(() -> client.channel().queueDeclarePassive("unknown"));

    assertTrue(refusal.contains("reply-code=404"), refusal);
  }

  @Test
  void cancelsTheConsumersOfADeletedQueue() throws Exception {
    var cancelled = new AtomicBoolean();
    client.channel().basicConsume(WORK, (tag, delivery) -> {}, tag -> cancelled.set(true));

    client.channel().queueDelete(WORK);

    await().untilTrue(cancelled);
    assertTrue(client.channel().isOpen());
  }

  @Test
  void declaresADeletedQueueAnew() throws Exception {
    client.channel().queueDelete(WORK);

    client.queue(WORK, Map.of("x-dead-letter-exchange", "other"));

    assertEquals(0, client.channel().messageCount(WORK));
  }

  @Test
  void refusesTheDelayedExchangeWhereThePluginIsMissing() throws Exception {
    try (var stock = EmbeddedBroker.withoutDelayedExchange();
        var other = BrokerClient.connect(stock.start(0))) {
      String refusal = refusal(other::declare);

      assertTrue(refusal.contains("connection.close"), refusal);
      assertTrue(refusal.contains("reply-code=503"), refusal);
      assertTrue(
          refusal.contains("COMMAND_INVALID - unknown exchange type 'x-delayed-message'"), refusal);
    }
  }
}
