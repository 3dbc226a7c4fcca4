package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.broker.DelayStrategy.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where each strategy publishes a message with a delay, and which routes have to be proven. */
class DelayAddressTest {

  private static final Names NAMES = new Names("t");
  private final DelayStrategy exchange = new DelayedExchange(NAMES);
  private final DelayStrategy queues =
      new TtlQueues(NAMES, () -> List.of(Duration.ofSeconds(3), Duration.ofSeconds(6)));

  @Test
  void isTheDelayedExchangeWithTheDelayInMilliseconds() {
    assertEquals(
        new Address("t.key", Map.of("x-delay", 3_000)), exchange.address(Duration.ofSeconds(3)));
    assertEquals(new Address("t.key", Map.of()), exchange.address(Duration.ZERO));
    assertEquals("t.delay", exchange.exchange());
    assertEquals(List.of("t.key"), exchange.routes());
  }

  /** A delay between two steps takes the longer one, a longer one the longest. */
  @Test
  void isTheQueueOfTheStep() {
    assertEquals(new Address("t.key", Map.of()), queues.address(Duration.ZERO));
    for (int millis : new int[] {1, 3_000}) {
      assertEquals(
          new Address("t.mail.wait.3000", Map.of()), queues.address(Duration.ofMillis(millis)));
    }
    for (int millis : new int[] {3_001, 6_000, 6_001}) {
      assertEquals(
          new Address("t.mail.wait.6000", Map.of()), queues.address(Duration.ofMillis(millis)));
    }
    assertEquals("t.steps", queues.exchange());
    assertEquals(List.of("t.key", "t.mail.wait.3000", "t.mail.wait.6000"), queues.routes());
  }
}
