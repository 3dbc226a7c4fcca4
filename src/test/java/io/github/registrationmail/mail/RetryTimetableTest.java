package io.github.registrationmail.mail;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When mails are sent; the unit is 100 ms instead of 1 s. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RetryTimetableTest {

  private static final int FIRST_DELAY = 100;

  /** How late an attempt may be, on a busy machine: before the sweep would come to its help. */
  private static final int LATE = 1_900;

  EmbeddedStack stack;
  @Inject Sql sql;

  @Test
  void sendsTheMailAfterTheFirstDelayAndNotBefore() {
    String email = Api.address("ok");
    Instant before = Instant.now();
    long id = Api.register(email);
    Api.awaitState(id, "SENT");
    assertEquals(1, stack.smtp().received(email).size());
    Duration delay = Duration.between(before, stack.smtp().attempts(email).get(0));
    assertTrue(
        delay.toMillis() >= FIRST_DELAY && delay.toMillis() < FIRST_DELAY + LATE,
        "sent after " + delay);
    assertEquals(0, sql.number("select swept from registration where id = ?", id));
  }

  @Test
  void sendsAMailThatFailsTwiceAfterDelaysThatDouble() {
    String email = Api.address("busy2");
    long id = Api.register(email);
    Api.awaitState(id, "SENT");
    assertEquals(1, stack.smtp().received(email).size());
    assertDoubling(stack.smtp().attempts(email), 3);
    assertEquals(2, sql.number("select notifynum from user_notify where user_id = ?", id));
    assertEquals(0, sql.number("select isdone from user_notify where user_id = ?", id));
  }

  @Test
  void givesUpAMailThatAlwaysFailsAfterSixTries() {
    String email = Api.address("busy");
    long id = Api.register(email);
    var found = Api.awaitState(id, "FAILED").extract().jsonPath();
    assertDoubling(stack.smtp().attempts(email), 6);
    assertEquals(0, stack.smtp().received(email).size());
    assertEquals(6, found.getInt("mail.failures"));
    assertEquals(List.of(6, 5, 4, 3, 2, 1), found.getList("failures.attempt"));
    assertTrue(found.getString("mail.lastError").startsWith("450"), found.prettyPrint());
    assertEquals(5, sql.number("select notifynum from user_notify where user_id = ?", id));
    assertEquals(1, sql.number("select isdone from user_notify where user_id = ?", id));
    assertDeadLettered(id);
  }

  @Test
  void givesUpAPermanentRefusalAtOnce() {
    String email = Api.address("refused");
    long id = Api.register(email);
    var found = Api.awaitState(id, "FAILED").extract().jsonPath();
    assertEquals(1, stack.smtp().attempts(email).size());
    assertTrue(found.getString("mail.lastError").startsWith("550"), found.prettyPrint());
    assertEquals(1, sql.number("select notifynum from user_notify where user_id = ?", id));
    assertEquals(1, sql.number("select isdone from user_notify where user_id = ?", id));
    assertDeadLettered(id);
  }

  private static void assertDoubling(List<Instant> attempts, int count) {
    assertEquals(count, attempts.size());
    for (int i = 1; i < count; i++) {
      long gap = Duration.between(attempts.get(i - 1), attempts.get(i)).toMillis();
      long delay = (long) FIRST_DELAY << i;
      assertTrue(
          gap >= delay - 5 && gap < delay + LATE, "gap " + gap + " before attempt " + (i + 1));
    }
  }

  private static void assertDeadLettered(long id) {
    List<String> dead = new ArrayList<>();
    try (Amqp amqp = new Amqp()) {
      await()
          .untilAsserted(
              () -> {
                dead.addAll(amqp.deadLetters());
                assertEquals(1, dead.stream().filter(Long.toString(id)::equals).count());
              });
    }
  }
}
