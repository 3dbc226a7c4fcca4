package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of the TTL queues, on the embedded broker, and what is special about them. */
final class TtlQueuesTest extends DelayContract {

  TtlQueuesTest() {
    super(TestBroker.embedded(), DelayConfig.Strategy.TTL_QUEUES);
  }

  @Override
  List<DelayConfig.Strategy> others() {
    return List.of(DelayConfig.Strategy.DELAYED_EXCHANGE);
  }

  @Test
  void takesTheLongerStepForADelayBetweenTwo() {
    assertEquals("t.mail.wait.2000", key(Duration.ofMillis(1001)));
    assertEquals("t.mail.wait.1000", key(Duration.ofMillis(1000)));
    assertEquals("t.mail.wait.1000", key(Duration.ofMillis(1)));
  }

  @Test
  void takesTheLongestStepForALongerDelay() {
    assertEquals("t.mail.wait.2000", key(Duration.ofDays(1)));
  }

  private static String key(Duration delay) {
    List<Duration> steps = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
    return new TtlQueues(new Names("t"), () -> steps).address(delay).routingKey();
  }
}
