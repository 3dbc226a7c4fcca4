package io.github.registrationmail.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many old mails are due at once, while the mail server takes none. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SweepPaceTest {

  private static final int OLD = 2_000;
  private static final Duration LONG = Duration.ofSeconds(90);

  @Inject SweepConfig config;
  @Inject Sql sql;
  EmbeddedStack stack;

  @AfterEach
  void speakAgain() {
    stack.smtp().silence(false);
  }

  @Test
  void keepsTheWorkQueueShortAndLetsNewOnesIn() {
    String old = Api.address("ok");
    stack.smtp().silence(true);
    try (Amqp broker = new Amqp()) {
      insertOld(old);
      AtomicLong most = new AtomicLong();
      await()
          .atMost(LONG)
          .until(() -> most.accumulateAndGet(waiting(broker), Math::max) >= config.backlog());
      String inserted = Api.address("ok");
      long id = sql.insert("insert into registration(email, name) values (?, 'Ada')", inserted);
      Api.awaitState(id, "QUEUED");
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> most.accumulateAndGet(waiting(broker), Math::max) < config.backlog() + 50);
      assertTrue(sent(old) + queued(old) < OLD / 2, "nearly all were published");

      stack.smtp().silence(false);

      Api.awaitState(id, "SENT");
      await().atMost(LONG).until(() -> sent(old) == OLD);
      assertEquals(1, stack.smtp().received(inserted).size());
    }
  }

  private static long waiting(Amqp broker) {
    return broker.messages("user.registered.mail");
  }

  private void insertOld(String name) {
    var unused =
        sql.execute(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sweep_at)
            select concat(seq, ?), concat(seq, ?), 'Ada', 'en', utc_timestamp(3), 'PENDING',
              utc_timestamp(3), utc_timestamp(3) - interval 1 second
            from
            """
                + Sql.SEQUENCE.formatted(OLD),
            name,
            name);
  }

  private int sent(String name) {
    return count(name, "SENT");
  }

  private int queued(String name) {
    return count(name, "QUEUED");
  }

  private int count(String name, String state) {
    return sql.number(
        "select count(*) from registration where email_key like concat('%', ?) and mail_state = ?",
        name, state);
  }
}
