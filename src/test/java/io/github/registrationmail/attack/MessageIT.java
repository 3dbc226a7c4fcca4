package io.github.registrationmail.attack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.github.registrationmail.support.RunBroker;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who may write to the work queue. */
@ExtendWith(Attacked.class)
class MessageIT {

  private static final String QUEUE = "user.registered.mail";
  private static final String DEAD = "user.registered.mail.dead";

  /** What RabbitMQ 4 lets pass by itself. */
  private static final int LARGE = 16 * 1024 * 1024;

  private static final int LARGE_ONES = 4;

  @Test
  void deadLettersLargeBodiesUnread(Victim victim) throws Exception {
    // it names somebody who has a mail
    victim.assertUnharmed();
    byte[] one = "0".repeat(LARGE - 1).concat("1").getBytes(StandardCharsets.US_ASCII);
    try (Connection connection = RunBroker.connect(victim.environment());
        Channel channel = connection.createChannel()) {
      long dead = channel.messageCount(DEAD);
      for (int i = 0; i < LARGE_ONES; i++) {
        channel.basicPublish("", QUEUE, properties("large-" + i), one);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertEquals(dead + LARGE_ONES, channel.messageCount(DEAD)));
      channel.queuePurge(DEAD);
    }
  }

  @Test
  void logsAMessageIdAsOneLineWithoutFieldsOfItsOwn(Victim victim) throws Exception {
    int printed = victim.printed();
    String id = "x\r\n\u2028\u202euser 1: mail sent, attempt 1\u0085forged";
    try (Connection connection = RunBroker.connect(victim.environment());
        Channel channel = connection.createChannel()) {
      channel.basicPublish("", QUEUE, properties(id), new byte[] {'x'});
      JsonObject line = awaitLine(victim, printed, "forged");
      assertEquals(
          "message x user 1: mail sent, attempt 1 forged has no user id and attempt: dead-lettered",
          line.getString("message"));
      assertNull(line.getJsonObject("mdc").getString("userId"), line::encode);
      assertNull(line.getJsonObject("mdc").getString("attempt"), line::encode);
      channel.queuePurge(DEAD);
    }
  }

  private static JsonObject awaitLine(Victim victim, int printed, String word) {
    return await()
        .until(
            () ->
                victim.linesAfter(printed).stream()
                    .filter(line -> line.contains(word))
                    .map(JsonObject::new)
                    .toList(),
            lines -> !lines.isEmpty())
        .get(0);
  }

  private static AMQP.BasicProperties properties(String id) {
    return new AMQP.BasicProperties.Builder()
        .messageId(id)
        .contentType("text/plain")
        .headers(Map.of("x-attempt", 1))
        .build();
  }
}
