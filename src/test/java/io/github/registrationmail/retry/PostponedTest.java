package io.github.registrationmail.retry;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail whose next attempt is put off is sent after that delay, and not before. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PostponedTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long CLAIM = 7;

  /** How late it may be, on a busy machine: before the sweep would come to its help. */
  private static final Duration LATE = Duration.ofMillis(1_900);

  EmbeddedStack stack;
  @Inject Retry retry;
  @Inject RetryConfig config;
  @Inject Sql sql;

  private final String email = Api.address("ok");

  /** What is published before would wait for the sweep. */
  @BeforeEach
  void awaitChannels() {
    await().atMost(LIMIT).until(() -> get("/q/health/group/delivery").statusCode() == 200);
  }

  @Test
  void sendsAGreylistedMailAfterTheGreylistDelay() {
    Instant failed = Instant.now();
    long id = fail(new Blame.Greylisted());
    Api.awaitState(id, "SENT");
    assertEquals(2, sql.number("select attempt from registration where id = ?", id));
    assertSentAfter(failed, config.greylistDelay());
  }

  @Test
  void makesTheSameAttemptAgainWhenTheFaultIsElsewhere() {
    Duration delay = Duration.ofMillis(700);
    Instant failed = Instant.now();
    long id = fail(new Blame.NotCounted(delay));
    Api.awaitState(id, "SENT");
    assertEquals(1, sql.number("select attempt from registration where id = ?", id));
    assertEquals(0, sql.number("select count(*) from user_notify where user_id = ?", id));
    assertSentAfter(failed, delay);
    Api.find(id).body("mail.failures", equalTo(0)).body("failures[0].counted", equalTo(false));
  }

  private long fail(Blame blame) {
    long id =
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
    FailedAttempt failed = new FailedAttempt(id, 1, 0, CLAIM, "451 later", blame);
    retry.after(failed, Context.root()).await().atMost(LIMIT);
    return id;
  }

  private void assertSentAfter(Instant failed, Duration delay) {
    assertEquals(1, stack.smtp().received(email).size());
    Duration waited = Duration.between(failed, stack.smtp().attempts(email).get(0));
    assertTrue(
        waited.compareTo(delay) >= 0 && waited.compareTo(delay.plus(LATE)) < 0,
        "sent after " + waited);
  }
}
