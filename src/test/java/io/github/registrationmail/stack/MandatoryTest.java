package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.BrokerClient.DELAYED;
import static io.github.registrationmail.stack.BrokerClient.KEY;
import static io.github.registrationmail.stack.BrokerClient.WORK;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published is confirmed, and a mandatory message returned before that, as in RabbitMQ. */
class MandatoryTest {

  private final EmbeddedBroker broker = new EmbeddedBroker();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private BrokerClient client;

  @BeforeEach
  void start() throws Exception {
    client = BrokerClient.connect(broker.start(0)).declare();
    client.channel().confirmSelect();
    client
        .channel()
        .addReturnListener(returned -> answers.add("return " + returned.getReplyCode()));
    client
        .channel()
        .addConfirmListener((tag, more) -> answers.add("ack"), (tag, more) -> answers.add("nack"));
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
  }

  private void assertAnswers(List<String> expected) throws Exception {
    await().untilAsserted(() -> assertEquals(expected, answers));
  }

  @Test
  void isTrueWithoutDelay() throws Exception {
    client.publish(DELAYED, KEY, "routed", Map.of());

    assertAnswers(List.of("ack"));
  }

  @Test
  void isTrueWithoutDelayAndRoute() throws Exception {
    client.publish(DELAYED, "nowhere", "unroutable", Map.of());

    assertAnswers(List.of("return 312", "ack"));
  }

  @Test
  void isFalseWithADelayAndTheMessageArrivesLater() throws Exception {
    client.publish(DELAYED, KEY, "delayed", Map.of("x-delay", 50));

    assertAnswers(List.of("return 312", "ack"));
    await().until(() -> client.channel().messageCount(WORK) == 1);
  }

  @Test
  void saysTheSameOfADelayedMessageWithoutRoute() throws Exception {
    client.publish(DELAYED, "nowhere", "dropped", Map.of("x-delay", 50));

    assertAnswers(List.of("return 312", "ack"));
  }

  @Test
  void isTrueOnOtherExchanges() throws Exception {
    client.publish("user.dead", "nowhere", "unroutable", Map.of());

    assertAnswers(List.of("return 312", "ack"));
  }
}
