package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Address;
import io.github.registrationmail.support.BlackHole;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found out about a cluster before the service starts. */
class TrialTest {

  private static final Names NAMES = Names.unique();
  private static final Vertx VERTX = Vertx.vertx();
  private static final TestBroker BROKER = TestBroker.embedded();
  private static final BlackHole SILENT = new BlackHole();
  private static int there;

  private final Trial trial = new Trial(VERTX, new Topology(NAMES, new DelayedExchange(NAMES)));

  @BeforeAll
  static void start() {
    there = BROKER.start().port();
  }

  @AfterAll
  static void stop() {
    SILENT.close();
    BROKER.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void succeedsWithOneNodeThatIsThere() throws Exception {
    assertEquals(Optional.empty(), trial.run(nodes(nobody(), there)));
  }

  @Test
  void waitsForANodeThatDropsPacketsAsLongAsItIsTold() {
    Instant start = Instant.now();
    assertEquals(
        Optional.empty(), trial.run(nodes(SILENT.port(), there).setConnectionTimeout(1000)));
    Duration took = Duration.between(start, Instant.now());
    assertTrue(took.compareTo(Duration.ofSeconds(1)) >= 0, took::toString);
    assertTrue(took.compareTo(Duration.ofSeconds(7)) < 0, took::toString);
  }

  @Test
  void findsOutWhatOnlyAPersonCuresAlthoughTheLastNodeIsAway() throws Exception {
    Optional<Throwable> failure = trial.run(nodes(there, nobody()).setPassword("wrong"));
    assertEquals(
        Optional.of(true),
        failure.flatMap(Diagnosis::of).map(sentence -> sentence.contains("refuses the user")));
  }

  @Test
  void failsWithoutANodeThatIsThere() throws Exception {
    Optional<Throwable> failure = trial.run(nodes(nobody(), nobody()));
    assertTrue(failure.isPresent());
    assertEquals(Optional.empty(), failure.flatMap(Diagnosis::of));
  }

  @Test
  void goesByHostAndPortWhereOptionsNameNoAddresses() throws Exception {
    RabbitMQOptions options = new RabbitMQOptions().setHost("127.0.0.1");
    assertEquals(Optional.empty(), trial.run(options.setPort(there)));
    assertTrue(trial.run(options.setPort(nobody())).isPresent());
  }

  private static RabbitMQOptions nodes(int... ports) {
    return new RabbitMQOptions()
        .setAddresses(
            IntStream.of(ports).mapToObj(port -> new Address("127.0.0.1", port)).toList());
  }

  /** A port that refuses. */
  private static int nobody() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
