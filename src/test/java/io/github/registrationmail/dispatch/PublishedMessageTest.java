package io.github.registrationmail.dispatch;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.GetResponse;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.opentelemetry.context.Context;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of a mail as the broker routes them, in a second queue beside the service's. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PublishedMessageTest {

  private static final String QUEUE = "published-message-test";

  /**
   * What the service has published.
   *
   * @param delay the exchange negates it once it is over
   */
  private record Published(
      String body, Object attempt, Object delay, String messageId, int deliveryMode) {

    static Published of(GetResponse got) {
      return new Published(
          new String(got.getBody(), StandardCharsets.UTF_8),
          got.getProps().getHeaders().get("x-attempt"),
          got.getProps().getHeaders().get("x-delay"),
          got.getProps().getMessageId(),
          got.getProps().getDeliveryMode());
    }
  }

  private static final long SOMEBODY = 4_711_000_000L;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject Scheduler scheduler;
  @Inject Publisher publisher;
  private final Amqp broker = new Amqp();

  @BeforeEach
  void listen() {
    scheduler.pause("sweep");
    broker.run(
        channel -> {
          channel.queueDeclare(QUEUE, true, false, false, null);
          channel.queueBind(QUEUE, "user.delay", "user.registered");
        });
  }

  @AfterEach
  void leave() {
    broker.run(channel -> channel.queueDelete(QUEUE));
    broker.close();
    scheduler.resume("sweep");
  }

  /** With the first delay of the tests, 100 ms; RabbitMQ writes only messages of mode 2 to disk. */
  @Test
  void isOnePersistentMessageForEachAttemptWithItsDelay() {
    long id = Api.register(Api.address("busy2"));
    Api.awaitState(id, "SENT");
    assertEquals(
        List.of(message(id, 1, 100), message(id, 2, 200), message(id, 3, 400)), published(id));
  }

  /** Elsewhere two threads would wake each other for each message. */
  @ParameterizedTest
  @CsvSource({"1, registrations-", "2, mail-retries-"})
  void isConfirmedToTheThreadOfItsChannel(int attempt, String thread) {
    Dispatch dispatch = new Dispatch(SOMEBODY, attempt, Duration.ofMillis(100));
    // a confirm that is there before it is waited for is found by the test's own thread
    await().atMost(LIMIT).until(() -> threadOfConfirm(dispatch), startsWith(thread));
  }

  private String threadOfConfirm(Dispatch dispatch) {
    return publisher
        .publish(dispatch, Context.root())
        .map(confirmed -> Thread.currentThread().getName())
        .await()
        .atMost(LIMIT);
  }

  private static Published message(long id, int attempt, int delay) {
    return new Published(
        Long.toString(id), attempt, -delay, "registration-" + id + "-" + attempt, 2);
  }

  private List<Published> published(long id) {
    List<Published> all = new ArrayList<>();
    broker.run(
        channel -> {
          Optional<GetResponse> next = Optional.ofNullable(channel.basicGet(QUEUE, true));
          while (next.isPresent()) {
            next.filter(got -> got.getProps().getType() == null)
                .map(Published::of)
                .filter(one -> one.body().equals(Long.toString(id)))
                .ifPresent(all::add);
            next = Optional.ofNullable(channel.basicGet(QUEUE, true));
          }
        });
    return all;
  }
}
