package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.broker.RecordedLinks;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.retry.Retry;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One delivery, with its acknowledgement in sight of the test; the broker knows nothing of it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class MailDeliveryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  EmbeddedStack stack;
  @Inject MailDelivery mails;
  @Inject SetAside aside;
  @Inject HeldClaims held;
  @Inject MailSender sender;
  @Inject Failures failures;
  @Inject Retry retry;
  @Inject MailLog log;
  @Inject SendingPause pause;
  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Pool pool;

  private final RecordedLinks links = new RecordedLinks(Delivery.CHANNEL, HandMade.CONSUMER);

  /** A crash in between is then one redelivery, which claims nothing. */
  @Test
  void isAcknowledgedOnlyOnceSentIsWritten() {
    String email = address("slow");
    long id = rows.due(email, "QUEUED");
    var handled = mails.handle(delivery(HandMade.of(id, 1))).subscribeAsCompletionStage();
    await().until(() -> !stack.smtp().attempts(email).isEmpty());
    SqlConnection other = pool.getConnectionAndAwait();
    try {
      Transaction transaction = other.beginAndAwait();
      var locked =
          other
              .preparedQuery("select id from registration where id = ? for update")
              .executeAndAwait(Tuple.of(id));
      assertEquals(1, locked.size());
      await().atMost(LIMIT).until(() -> stack.smtp().received(email).size() == 1);
      await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> links.said().isEmpty());
      transaction.rollbackAndAwait();
    } finally {
      other.closeAndAwait();
    }
    handled.orTimeout(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    assertEquals(List.of("ack 1"), links.said());
    assertState(id, "SENT");
    assertEquals(1, stack.smtp().received(email).size());
  }

  @Test
  void isRejectedAndNotAcknowledgedWhenTheMailIsGivenUp() {
    long id = rows.due(address("refused"), "QUEUED");
    HandMade message = HandMade.of(id, 1);
    done(mails.handle(delivery(message)));
    assertEquals(1, message.rejected().size());
    assertEquals(List.of(), links.said());
    assertState(id, "FAILED");
  }

  /** What nobody gives back cannot be given back too late. */
  @Test
  void claimsNothingWhileSendingIsPaused() {
    long id = rows.due(address("aside"), "QUEUED");
    MailDelivery withoutClaims = new MailDelivery(null, aside, held, sender, failures, retry, log);
    done(pause.begin("a test", "a test"));
    try {
      done(withoutClaims.handle(delivery(HandMade.of(id, 1))));
      assertState(id, "PENDING");
    } finally {
      done(pause.end("a test"));
    }
    assertEquals(List.of("ack 1"), links.said());
    Api.awaitState(id, "SENT");
  }

  private Delivery delivery(HandMade message) {
    return new Delivery(message.message(), links);
  }

  private static void assertState(long id, String state) {
    Api.find(id).body("mail.state", equalTo(state));
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(LIMIT);
  }
}
