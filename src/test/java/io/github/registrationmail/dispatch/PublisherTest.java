package io.github.registrationmail.dispatch;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a publish, with the broker's confirm in the hands of the test. No sweep helps.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PublisherTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final Duration LATE = Duration.ofSeconds(1);

  @Inject HeldDispatch held;
  @Inject SampleRows rows;
  @Inject SendingPause pause;

  private final HeldChannel first = new HeldChannel();
  private final HeldChannel again = new HeldChannel();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void awaitBroker() {
    await().atMost(LIMIT).until(held.into(first)::isReady);
  }

  @Test
  void marksTheMailOnceTheBrokerHasConfirmedAndNotBefore() {
    long id = row();
    CompletableFuture<Confirmation> dispatched = dispatch(publisher(LIMIT, 10), id, 1);
    assertEquals(1, first.messages().size());
    assertState(id, "PENDING");
    assertFalse(dispatched.isDone());

    first.confirm();

    assertEquals(new Confirmation.Confirmed(), dispatched.join());
    assertState(id, "QUEUED");
  }

  @Test
  void leavesTheMailAsItIsIfTheBrokerRefuses() {
    long id = row();
    CompletableFuture<Confirmation> dispatched = dispatch(publisher(LIMIT, 10), id, 1);

    first.refuse();

    assertEquals(
        new Confirmation.Unconfirmed("java.lang.IllegalStateException: refused"),
        dispatched.join());
    assertState(id, "PENDING");
  }

  /** The connector forgets a confirm that was lost with its channel; or it comes too late. */
  @Test
  void waitsForTheConfirmNoLongerThanItsDeadline() {
    long id = row();
    long begun = System.nanoTime();

    CompletableFuture<Confirmation> dispatched = dispatch(publisher(DEADLINE, 10), id, 1);

    assertEquals(new Confirmation.Unconfirmed("no confirm within PT0.3S"), dispatched.join());
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(waited.compareTo(DEADLINE) >= 0 && waited.compareTo(LATE) < 0, "waited " + waited);
    first.confirm();
    assertState(id, "PENDING");
    assertEquals(0, inFlight());
  }

  @Test
  void publishesNoMoreThanMayBeInFlight() {
    Publisher publisher = publisher(LIMIT, 2);
    var one = publish(publisher, 1, 1);
    var other = publish(publisher, 2, 1);
    assertEquals(2, inFlight());
    assertEquals(
        new Confirmation.Unconfirmed("too many publishes in flight"),
        publish(publisher, 3, 1).join());
    assertEquals(List.of("1", "2"), published(first));

    first.confirm();

    assertEquals(new Confirmation.Confirmed(), one.join());
    assertEquals(new Confirmation.Confirmed(), other.join());
    assertEquals(0, inFlight());
    var next = publish(publisher, 4, 1);
    assertEquals(List.of("1", "2", "4"), published(first));
    assertFalse(next.isDone());
  }

  @Test
  void publishesRetriesOnTheirOwnChannel() {
    Publisher publisher = publisher(LIMIT, 10);
    var unused = publish(publisher, 1, 1);
    unused = publish(publisher, 2, 2);
    unused = publish(publisher, 3, 7);
    assertEquals(List.of("1"), published(first));
    assertEquals(List.of("2", "3"), published(again));
  }

  @Test
  void publishesNothingWhileSendingIsPaused() {
    long id = row();
    Dispatcher dispatcher = held.with(publisher(LIMIT, 10));
    done(pause.begin("a test", "a test"));
    try {
      assertFalse(dispatcher.isReady());
      assertEquals(
          new Confirmation.Unconfirmed("sending is paused"),
          done(dispatcher.dispatch(new Dispatch(id, 1, Duration.ZERO), Context.root())));
      assertEquals(List.of(), published(first));
    } finally {
      done(pause.end("a test"));
    }
    assertTrue(dispatcher.isReady());
    assertState(id, "PENDING");
  }

  private Publisher publisher(Duration deadline, int mostInFlight) {
    return held.publisher(first, again, new Limits(deadline, mostInFlight), meters);
  }

  private CompletableFuture<Confirmation> dispatch(Publisher publisher, long id, int attempt) {
    return held.with(publisher)
        .dispatch(new Dispatch(id, attempt, Duration.ZERO), Context.root())
        .subscribeAsCompletionStage();
  }

  private static CompletableFuture<Confirmation> publish(
      Publisher publisher, long id, int attempt) {
    return publisher
        .publish(new Dispatch(id, attempt, Duration.ZERO), Context.root())
        .subscribeAsCompletionStage();
  }

  private static List<String> published(HeldChannel channel) {
    return channel.messages().stream().map(message -> (String) message.getPayload()).toList();
  }

  private double inFlight() {
    return meters.get("registration.publish.in.flight").gauge().value();
  }

  private long row() {
    return rows.registration(Api.address("held"), "PENDING");
  }

  private static void assertState(long id, String state) {
    Api.find(id).body("mail.state", equalTo(state));
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(LIMIT);
  }

  private record Limits(Duration deadline, int maxInFlight) implements PublishConfig {}
}
