package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedBroker;
import io.github.registrationmail.stack.EmbeddedSmtp;
import io.github.registrationmail.support.BlackHole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged service with the addresses of several nodes, some of which are away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterNodesIT {

  /** Without a limit of its own, the client would wait a minute for each node that is silent. */
  private static final Duration SOON = Duration.ofSeconds(25);

  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final TestDatabase database = TestDatabase.embedded();
  private final EmbeddedBroker one = new EmbeddedBroker();
  private final EmbeddedBroker other = new EmbeddedBroker();
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
  void stopBrokers() {
    one.stop();
    other.stop();
  }

  @Test
  void isWithTheOnlyNodeThatAnswersWithinSeconds() {
    int there = one.start(0);
    try (BlackHole silent = new BlackHole();
        BlackHole alsoSilent = new BlackHole()) {
      Instant start = Instant.now();
      try (RunningService service = service(silent.port(), there, alsoSilent.port())) {
        service.awaitDelivery(200);
        service.assertSends();
        Duration took = Duration.between(start, Instant.now());
        assertTrue(took.compareTo(SOON) < 0, () -> took + ": " + service.output());
      }
    }
  }

  @Test
  void followsFromTheNodeThatGoesAwayToTheOther() {
    int first = one.start(0);
    int second = other.start(0);
    other.stop();
    try (RunningService service = service(first, second)) {
      service.assertSends();
      one.stop();
      String meanwhile = service.register("ok");
      other.start();
      service.awaitReceived(meanwhile);
      service.assertSends();
      other.stop();
      one.start();
      service.assertSends();
      service.awaitDelivery(200);
    }
  }

  private RunningService service(int... ports) {
    String nodes =
        IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    // where RABBITMQ_ADDRESSES were ignored nobody would answer
    return RunningService.start(
        smtp, Map.of("RABBITMQ_ADDRESSES", nodes, "RABBITMQ_PORT", "1"), databaseSettings);
  }
}
