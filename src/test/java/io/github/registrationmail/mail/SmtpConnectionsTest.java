package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.SmtpConnection.NoAnswer;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.mailer.Mail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SmtpConnectionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  EmbeddedStack stack;
  @Inject SmtpConnections connections;
  @Inject Vertx vertx;

  @Test
  void leaveNothingBehindWhenTheyWereCut() {
    Set<Object> clients = mailClients();
    stack.smtp().silence(true);
    try {
      SmtpConnection connection = connections.open().await().atMost(PATIENCE);
      Mail mail = Mail.withText("a@example.org", "subject", "text");
      assertThrows(NoAnswer.class, () -> connection.send(mail).await().atMost(PATIENCE));
      assertTrue(connection.isCut());
    } finally {
      stack.smtp().silence(false);
    }
    assertEquals(clients, mailClients());
  }

  private Set<Object> mailClients() {
    return Set.copyOf(vertx.sharedData().getLocalMap("__vertx.MailClient.pools").keySet());
  }
}
