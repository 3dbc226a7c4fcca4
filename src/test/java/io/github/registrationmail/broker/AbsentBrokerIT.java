package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedBroker;
import io.github.registrationmail.stack.EmbeddedSmtp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker that is not there yet, or comes back other than it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentBrokerIT {

  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final TestDatabase database = TestDatabase.embedded();
  private final EmbeddedBroker broker = new EmbeddedBroker();
  private Map<String, String> databaseSettings = Map.of();

  @BeforeAll
  void startServers() {
    databaseSettings = database.start();
    var unused = smtp.start(0);
  }

  @AfterAll
  void stopServers() {
    database.close();
    smtp.close();
  }

  @AfterEach
  void stopBroker() {
    broker.stop();
  }

  @Test
  void startsWithoutTheBrokerAndSendsOnceItAppears() {
    int port = broker.start(0);
    broker.stop();
    try (RunningService service = service(port)) {
      assertTrue(service.output().contains("RabbitMQ cannot be reached"));
      String email = service.register("ok");
      assertEquals(200, service.status("/q/health/ready"));
      service.awaitDelivery(503);
      assertEquals(0, service.metric("registration_broker_connected"));
      await().during(Duration.ofSeconds(12)).atMost(Duration.ofSeconds(15)).until(service::isAlive);
      assertEquals(0, service.linesWith("\tat "), service::output);
      var unused = broker.start(port);
      service.awaitReceived(email);
      service.awaitDelivery(200);
    }
  }

  /** At a reconnect there is somebody to tell and nothing to gain from an exit. */
  @Test
  void staysDownWithOneErrorWhileTheBrokerLacksThePlugin() {
    int port = broker.start(0);
    try (RunningService service = service(port)) {
      service.assertSends();
      broker.stop();
      EmbeddedBroker other = EmbeddedBroker.withoutDelayedExchange();
      var unused = other.start(port);
      assertDownWithOneError(service, "does not know the exchange type x-delayed-message");
      other.stop();
      unused = broker.start(port);
      service.assertSends();
      service.awaitDelivery(200);
    }
  }

  private static void assertDownWithOneError(RunningService service, String sentence) {
    service.awaitOutput(sentence);
    service.awaitDelivery(503);
    await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(10)).until(service::isAlive);
    assertEquals(1, service.linesWith(" ERROR "), service::output);
    assertEquals(0, service.linesWith("\tat "), service::output);
  }

  private RunningService service(int port) {
    return RunningService.start(smtp, BrokerAddress.embedded(port).environment(), databaseSettings);
  }
}
