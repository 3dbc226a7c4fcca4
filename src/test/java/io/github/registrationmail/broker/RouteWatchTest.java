package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that the broker has forgotten gets none of the probes, and nobody says so. */
class RouteWatchTest {

  private static final TestBroker BROKER = TestBroker.embedded();
  private static final Duration PATIENCE = Duration.ofMillis(1);
  private static BrokerAddress address;

  private final Names names = Names.unique();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BrokerLinks links = new BrokerLinks(meters);
  private final Link mail = links.link("mail", true, false);
  private final Link registrations = links.link("registrations", false, false);
  private Connection consuming;
  private Connection publishing;
  private Channel channel;
  private RouteWatch watch;

  @BeforeAll
  static void startBroker() {
    address = BROKER.start();
  }

  @AfterAll
  static void stopBroker() {
    BROKER.close();
  }

  @BeforeEach
  void connect() throws Exception {
    DelayStrategy strategy = new DelayedExchange(names);
    Topology topology = new Topology(names, strategy);
    consuming = connected(mail);
    publishing = connected(registrations);
    mail.consuming("tag");
    topology.declare(publishing);
    channel = publishing.createChannel();
    watch =
        new RouteWatch(
            new Impatient(names),
            links,
            new WorkQueue(names, links),
            new RouteProof(names, topology, strategy, meters));
  }

  @AfterEach
  void delete() {
    names.deleteAll(publishing, List.of());
    consuming.abort();
    publishing.abort();
  }

  @Test
  void connectsASilentConsumerAnewAfterTheFifthProbeOfAGoodRoute() {
    for (int i = 0; i < 4; i++) {
      prove();
      assertTrue(mail.isUp());
    }

    prove();

    assertEquals(Optional.of("nothing was delivered for PT0.004S"), mail.trouble());
    await().until(() -> !consuming.isOpen());
    assertTrue(registrations.isUp());
    assertTrue(publishing.isOpen());
  }

  @Test
  void leavesAConsumerThatHasSomethingInHand() {
    mail.delivered(1);
    proveTenTimes();
    assertTrue(mail.isUp());
  }

  /** Probes behind a hundred messages would come late. */
  @Test
  void addsNothingToALongQueue() throws Exception {
    for (int i = 0; i < 100; i++) {
      channel.basicPublish("", names.queue(), null, new byte[0]);
    }
    await().until(() -> channel.messageCount(names.queue()) == 100);
    prove();
    assertEquals(100, channel.messageCount(names.queue()));
  }

  private void proveTenTimes() {
    for (int i = 0; i < 10; i++) {
      prove();
    }
  }

  private void prove() {
    watch.proveRoute().await().atMost(Duration.ofSeconds(20));
  }

  private static Connection connected(Link link) throws Exception {
    Connection connection = address.connect();
    link.connected(connection);
    assertTrue(link.adopt(connection.createChannel()));
    return connection;
  }

  /** The same names, and proofs in quick succession. */
  private record Impatient(Names names) implements BrokerConfig {
    @Override
    public Duration proveEvery() {
      return PATIENCE;
    }

    @Override
    public String delayedExchange() {
      return names.delayedExchange();
    }

    @Override
    public String stepsExchange() {
      return names.stepsExchange();
    }

    @Override
    public String queue() {
      return names.queue();
    }

    @Override
    public String routingKey() {
      return names.routingKey();
    }

    @Override
    public String deadLetterExchange() {
      return names.deadLetterExchange();
    }

    @Override
    public String deadLetterQueue() {
      return names.deadLetterQueue();
    }

    @Override
    public Optional<String> eventsExchange() {
      return names.eventsExchange();
    }
  }
}
