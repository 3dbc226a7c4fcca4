package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class QueueWatchTest {

  @Inject BrokerConfig config;
  @Inject BrokerLinks links;
  @Inject QueueWatch watch;

  @Test
  void knowsWhoTakesFromTheWorkQueue() {
    await().until(() -> watch.latest().filter(it -> it.consumers() == 1).isPresent());
    assertFalse(watch.isDeserted());
    await().until(() -> new BrokerCheck(links, watch).call().getStatus(), it -> isUp(it));
  }

  /** Nobody consumes the dead letters. */
  @Test
  void isDownWhenNobodyTakesFromItAtTwoLooks() {
    await().until(() -> links.troubles().isEmpty());
    QueueWatch deserted = new QueueWatch(new WorkQueue(named(config.deadLetterQueue()), links));

    look(deserted);
    assertEquals(0, deserted.latest().orElseThrow().consumers());
    assertFalse(deserted.isDeserted());
    look(deserted);

    assertTrue(deserted.isDeserted());
    HealthCheckResponse answer = new BrokerCheck(links, deserted).call();
    assertFalse(isUp(answer.getStatus()));
    assertEquals("nobody takes messages from it", answer.getData().orElseThrow().get("work queue"));
  }

  @Test
  void knowsNothingOfAQueueThatIsNotThere() {
    QueueWatch none = new QueueWatch(new WorkQueue(named("no.such.queue"), links));
    look(none);
    look(none);
    assertTrue(none.latest().isEmpty());
    assertFalse(none.isDeserted());
  }

  private static void look(QueueWatch watch) {
    watch.look().await().atMost(Duration.ofSeconds(20));
  }

  private static boolean isUp(HealthCheckResponse.Status status) {
    return status == HealthCheckResponse.Status.UP;
  }

  /** The same, with another work queue. */
  private BrokerConfig named(String queue) {
    return (BrokerConfig)
        Proxy.newProxyInstance(
            BrokerConfig.class.getClassLoader(),
            new Class<?>[] {BrokerConfig.class},
            (proxy, method, arguments) ->
                method.getName().equals("queue") ? queue : method.invoke(config, arguments));
  }
}
