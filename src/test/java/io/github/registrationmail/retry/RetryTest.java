package io.github.registrationmail.retry;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.registrationmail.dispatch.HeldChannel;
import io.github.registrationmail.dispatch.HeldDispatch;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order a failure is written, published and over; no sweep makes up for a wrong one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RetryTest {

  private static final long CLAIM = 7;

  @Inject FailureRepository failures;
  @Inject HeldDispatch dispatch;
  @Inject Sql sql;

  private final HeldChannel channel = new HeldChannel();
  private Retry retry;
  private long id;

  @BeforeEach
  void makeRow() {
    retry = new Retry(failures, dispatch.into(channel));
    await().until(() -> dispatch.into(channel).isReady());
    String email = Api.address("ok");
    id =
        sql.insert(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sweep_at, claim)
            values (?, ?, 'Ada', 'en', utc_timestamp(3), 'SENDING', utc_timestamp(3),
              utc_timestamp(3) + interval 1 hour, ?)
            """,
            email,
            email,
            CLAIM);
  }

  /** Whoever calls acknowledges the delivery then. */
  @Test
  void publishesWhatIsCommittedAndIsOverOnceTheBrokerHasIt() throws Exception {
    CompletableFuture<Decision> decided = after(new Blame.Counted());
    await().until(() -> channel.messages().size() == 1);
    Api.find(id).body("mail.state", equalTo("RETRYING")).body("mail.attempt", equalTo(2));
    assertFalse(decided.isDone());

    channel.confirm();

    assertEquals(new Decision.Again(2, Duration.ofMillis(200)), decided.get(10, TimeUnit.SECONDS));
    assertEquals(1, channel.messages().size());
  }

  @Test
  void publishesNothingForAMailThatIsGivenUp() throws Exception {
    assertEquals(new Decision.GiveUp(), after(new Blame.ForGood()).get(10, TimeUnit.SECONDS));
    assertEquals(List.of(), channel.messages());
  }

  private CompletableFuture<Decision> after(Blame blame) {
    return retry
        .after(new FailedAttempt(id, 1, 0, CLAIM, "450 busy", blame), Context.root())
        .subscribeAsCompletionStage();
  }
}
