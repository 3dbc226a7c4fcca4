package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.github.registrationmail.stack.EmbeddedSmtp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A memory alarm of the broker, which reads no connection then that publishes: set and cleared by
 * the shell commands in RABBITMQ_ALARM and RABBITMQ_ALARM_END.
 */
class RealBrokerAlarmIT {

  /** Long enough to stop the service before the mail is due. */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(6);

  private final Names names = Names.unique();

  @AfterEach
  void endAlarm() throws Exception {
    RealBroker.run("RABBITMQ_ALARM_END");
  }

  @Test
  void sendsWhatWaitsEvenIfItStartsInAnAlarm() throws Exception {
    BrokerAddress address = RealBroker.require(DelayConfig.Strategy.TTL_QUEUES);
    RealBroker.requireCommand("RABBITMQ_ALARM", "raise one");
    try (EmbeddedSmtp smtp = new EmbeddedSmtp();
        TestDatabase database = TestDatabase.real(names)) {
      var unused = smtp.start(0);
      Map<String, String> schema = database.start();
      String waiting;
      try (RunningService service = start(smtp, address, schema)) {
        service.awaitDelivery(200);
        waiting = service.register("ok");
        service.awaitOutput("attempt 1 confirmed by the broker");
      }
      awaitInWorkQueue(address);
      RealBroker.run("RABBITMQ_ALARM");
      try (RunningService service = start(smtp, address, schema)) {
        service.awaitReceived(waiting);
        String during = service.register("ok");
        service.awaitOutput("RabbitMQ takes no messages now");
        service.awaitDelivery(503);
        assertKeepsConsuming(service);
        RealBroker.run("RABBITMQ_ALARM_END");
        service.awaitDelivery(200);
        service.awaitReceived(during);
      }
      try (Connection cleaning = address.connect()) {
        names.deleteAll(cleaning, List.of(FIRST_DELAY, FIRST_DELAY.multipliedBy(2)));
      }
    }
  }

  private void awaitInWorkQueue(BrokerAddress address) throws Exception {
    try (Connection connection = address.connect();
        Channel channel = connection.createChannel()) {
      await()
          .atMost(FIRST_DELAY.multipliedBy(3))
          .until(() -> channel.messageCount(names.queue()) >= 1);
    }
  }

  /** Longer than a consumer may be silent otherwise, which is four proofs of the route. */
  private static void assertKeepsConsuming(RunningService service) {
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(10))
        .until(() -> service.metric("registration_broker_connected") == 3);
    assertEquals(0, service.linesWith("connecting anew"), service.output());
  }

  private RunningService start(
      EmbeddedSmtp smtp, BrokerAddress address, Map<String, String> schema) {
    return RunningService.start(
        smtp,
        address.environment(),
        schema,
        names.environment(),
        Map.of(
            "REGISTRATION_DELAY_STRATEGY",
            "ttl-queues",
            "REGISTRATION_RETRY_FIRST_DELAY",
            FIRST_DELAY.toSeconds() + "s",
            "REGISTRATION_RETRY_GREYLIST_DELAY",
            FIRST_DELAY.toSeconds() + "s",
            "REGISTRATION_RETRY_MAX_FAILURES",
            "1"));
  }
}
