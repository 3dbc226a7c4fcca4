package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.github.registrationmail.stack.EmbeddedSmtp;
import io.github.registrationmail.support.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What only a person can cure stops the packaged service with one sentence that tells how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RefusalContract {

  /** 10 s are promised; a busy machine gets a margin. */
  private static final Duration LIMIT = Duration.ofSeconds(25);

  final Names names = Names.unique();
  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final TestBroker broker;
  private final TestDatabase database;
  private Optional<BrokerAddress> address = Optional.empty();
  private Map<String, String> databaseSettings = Map.of();

  RefusalContract(TestBroker broker, java.util.function.Function<Names, TestDatabase> database) {
    this.broker = broker;
    this.database = database.apply(names);
  }

  @BeforeAll
  void startServers() {
    address = Optional.of(broker.start());
    databaseSettings = database.start();
    var unused = smtp.start(0);
  }

  @AfterAll
  void stopServers() throws Exception {
    if (address.isPresent()) {
      try (Connection cleaning = address.get().connect()) {
        names.deleteAll(cleaning, RunningService.STEPS);
      }
      database.close();
    }
    smtp.close();
    broker.close();
  }

  @Test
  void namesTheQueueTheArgumentAndTheRemedy() throws Exception {
    try (Connection connection = address.orElseThrow().connect();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(names.queue(), true, false, false, Map.of("x-queue-type", "quorum"));
    }
    assertRefused(
        Map.of("REGISTRATION_DELAY_STRATEGY", "ttl-queues"),
        "The queue " + names.queue() + " exists on RabbitMQ with another x-dead-letter-",
        "delete it there once it is empty, or set another name under registration.broker.*.");
  }

  @Test
  void namesTheVariablesOfAWrongPassword() {
    assertRefused(
        Map.of("RABBITMQ_PASSWORD", "wrong"),
        "RabbitMQ refuses the user: set RABBITMQ_USERNAME and RABBITMQ_PASSWORD");
  }

  /** Its whole output is INFO and, as the last line, the sentence. */
  void assertRefused(Map<String, String> settings, String... parts) {
    Instant start = Instant.now();
    try (ServiceProcess service =
        ServiceProcess.launch(
            RunningService.environment(
                smtp,
                address.orElseThrow().environment(),
                databaseSettings,
                names.environment(),
                settings))) {
      assertEquals(1, service.exitCode(), service::output);
      assertTrue(Duration.between(start, Instant.now()).compareTo(LIMIT) < 0);
      String output = service.output();
      String sentence = output.lines().reduce("", (before, line) -> line);
      for (String part : parts) {
        assertTrue(sentence.contains(part), output);
      }
      assertFalse(output.contains("\tat "), output);
      assertFalse(output.contains(" ERROR ") || output.contains("RabbitMQ cannot"), output);
    }
  }
}
