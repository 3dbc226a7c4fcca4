package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.broker.RecordedLinks;
import io.github.registrationmail.broker.RouteWatch;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Sending;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a consumer, with nobody to take over what it leaves, and a transport of its own. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class MailConsumerTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  EmbeddedStack stack;
  @Inject MailDelivery mails;
  @Inject RouteWatch route;
  @Inject MailConfig config;
  @Inject SampleRows rows;

  private final UnicastProcessor<Message<Object>> deliveries = UnicastProcessor.create();
  private final RecordedLinks links = new RecordedLinks(Delivery.CHANNEL, HandMade.CONSUMER);
  private final String email = address("slow");
  private MailServer server;
  private Sending sending;
  private long id;

  @BeforeEach
  void serve() {
    server = MailServer.plain().start();
    sending = Sending.to(server);
    id = rows.due(email, "QUEUED");
  }

  @AfterEach
  void close() {
    sending.close();
    server.close();
  }

  @Test
  void endsWhenWhatIsBeingSentHasEndedAndItsAckIsWritten() throws Exception {
    MailConsumer consumer = sending(config.drain());

    consumer.stop(new ShutdownEvent());

    assertState("SENT");
    assertEquals(List.of("ack 1", "flush"), links.said());
    assertEquals(1, stack.smtp().received(email).size());
    assertInstanceOf(
        Outcome.NotBegun.class, sending.send("late@example.org").get(10, TimeUnit.SECONDS));
  }

  @Test
  void takesNothingMoreOnceItEnds() {
    MailConsumer consumer = sending(SHORT);
    long begun = System.nanoTime();

    consumer.stop(new ShutdownEvent());

    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(
        waited.compareTo(SHORT) >= 0 && waited.compareTo(SHORT.plusSeconds(1)) < 0,
        "waited for " + waited);
    assertState("SENDING");
    long next = rows.due(address("ok"), "QUEUED");
    deliveries.onNext(HandMade.of(next, 1).message());
    Api.awaitState(id, "SENT");
    Api.find(next).body("mail.state", equalTo("QUEUED"));
  }

  /** A consumer that has begun the mail. */
  private MailConsumer sending(Duration drain) {
    MailConsumer consumer =
        new MailConsumer(
            deliveries, mails, sending.transport(), links, route, new Drain(config, drain));
    consumer.start(new StartupEvent());
    deliveries.onNext(HandMade.of(id, 1).message());
    Api.awaitState(id, "SENDING");
    return consumer;
  }

  private void assertState(String state) {
    Api.find(id).body("mail.state", equalTo(state));
  }

  /** Another limit for the end. */
  private record Drain(MailConfig others, Duration drain) implements MailConfig {
    @Override
    public String from() {
      return others.from();
    }

    @Override
    public Optional<String> replyTo() {
      return others.replyTo();
    }

    @Override
    public Optional<String> bounceAddress() {
      return others.bounceAddress();
    }

    @Override
    public Duration lease() {
      return others.lease();
    }

    @Override
    public Permanent permanent() {
      return others.permanent();
    }
  }
}
