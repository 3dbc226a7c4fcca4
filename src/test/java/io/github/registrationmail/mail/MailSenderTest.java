package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class MailSenderTest {

  EmbeddedStack stack;
  @Inject MailSender sender;
  @Inject SendingPause pause;

  @Test
  void sendsOnlyWhileTheLeaseLeavesTimeForIt() {
    String email = address("lease");
    assertInstanceOf(Outcome.NotBegun.class, send(email, Duration.ofNanos(-1)));
    assertEquals(0, stack.smtp().received(email).size());

    Outcome sent = send(email, Duration.ofMinutes(1));
    assertTrue(((Outcome.Accepted) sent).reply().startsWith("250 "), sent.toString());
    assertEquals(1, stack.smtp().received(email).size());
  }

  /** Also not one that was begun before, and is in line again. */
  @Test
  void beginsNothingWhileSendingIsPaused() {
    String email = address("paused");
    done(pause.begin("a test", "a test"));
    try {
      assertInstanceOf(Outcome.NotBegun.class, send(email, Duration.ofMinutes(1)));
    } finally {
      done(pause.end("a test"));
    }
    assertEquals(0, stack.smtp().attempts(email).size());
  }

  private static <T> T done(Uni<T> step) {
    return step.await().atMost(Duration.ofSeconds(10));
  }

  private Outcome send(String email, Duration left) {
    ClaimedMail mail =
        new ClaimedMail(
            1, 1, 0, 1, email, "Ada", "en", Instant.now(), "welcome", Optional.empty(), true);
    return sender
        .send(new Claimed(mail, new Lease(System.nanoTime() + left.toNanos())), Context.root())
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
