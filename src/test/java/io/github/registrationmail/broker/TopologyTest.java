package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is declared, to the letter: RabbitMQ takes no other arguments for a queue that is there. */
class TopologyTest {

  private static final Names NAMES = new Names("t");
  private static final List<Duration> STEPS = List.of(Duration.ofSeconds(3), Duration.ofSeconds(6));

  private static final List<String> DEAD_LETTERS =
      List.of(
          "exchangeDeclare t.dead, direct, true",
          "queueDeclare t.mail.dead, true, false, false,"
              + " {x-delivery-limit=10000, x-queue-type=quorum}",
          "queueBind t.mail.dead, t.dead, t.key");

  private static final String WORK_QUEUE =
      "queueDeclare t.mail, true, false, false, {x-dead-letter-exchange=t.dead,"
          + " x-dead-letter-routing-key=t.key, x-delivery-limit=10000, x-queue-type=quorum}";

  private final List<String> said = new ArrayList<>();

  @Test
  void isADelayedExchangeInFrontOfTheWorkQueue() throws Exception {
    new Topology(NAMES, new DelayedExchange(NAMES)).declare(connection());
    assertDeclared(
        "exchangeDeclare t.delay, x-delayed-message, true, false, {x-delayed-type=direct}",
        WORK_QUEUE,
        "queueBind t.mail, t.delay, t.key");
  }

  /** Without reject-publish RabbitMQ dead-letters at most once, and does not say so. */
  @Test
  void isAQueueForEachStepInFrontOfTheWorkQueue() throws Exception {
    new Topology(NAMES, new TtlQueues(NAMES, () -> STEPS)).declare(connection());
    assertDeclared(
        "exchangeDeclare t.steps, direct, true",
        waiting("3000"),
        "queueBind t.mail.wait.3000, t.steps, t.mail.wait.3000",
        waiting("6000"),
        "queueBind t.mail.wait.6000, t.steps, t.mail.wait.6000",
        WORK_QUEUE,
        "queueBind t.mail, t.steps, t.key");
  }

  private static String waiting(String millis) {
    return ("queueDeclare t.mail.wait.%1$s, true, false, false, {x-dead-letter-exchange=t.steps,"
            + " x-dead-letter-routing-key=t.key, x-dead-letter-strategy=at-least-once,"
            + " x-message-ttl=%1$s, x-overflow=reject-publish, x-queue-type=quorum}")
        .formatted(millis);
  }

  private void assertDeclared(String... further) {
    List<String> all = new ArrayList<>(DEAD_LETTERS);
    all.addAll(Arrays.asList(further));
    assertEquals(all, said);
  }

  private Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            TopologyTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> channel());
  }

  private Channel channel() {
    return (Channel)
        Proxy.newProxyInstance(
            TopologyTest.class.getClassLoader(),
            new Class<?>[] {Channel.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("close")) {
                said.add(method.getName() + " " + words(arguments));
              }
              return null;
            });
  }

  private static String words(Object... arguments) {
    return Arrays.stream(arguments)
        .map(one -> one instanceof Map<?, ?> map ? new TreeMap<>(map) : one)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
