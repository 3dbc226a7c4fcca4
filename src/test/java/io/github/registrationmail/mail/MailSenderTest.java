package io.github.registrationmail.mail;

import static io.github.registrationmail.support.Api.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.mail.SmtpOutcome.Delivered;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

  @Test
  void sendsOnlyWhileTheLeaseLeavesTimeForIt() {
    String email = address("lease");
    assertEquals(Optional.empty(), send(email, Duration.ofNanos(-1)));
    assertEquals(0, stack.smtp().received(email).size());

    assertTrue(send(email, Duration.ofMinutes(1)).orElseThrow() instanceof Delivered);
    assertEquals(1, stack.smtp().received(email).size());
  }

  private Optional<SmtpOutcome> send(String email, Duration left) {
    ClaimedMail mail = new ClaimedMail(1, 1, 1, email, "Ada", "en", Instant.now());
    return sender
        .send(new Claimed(mail, new Lease(System.nanoTime() + left.toNanos())), Context.root())
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
