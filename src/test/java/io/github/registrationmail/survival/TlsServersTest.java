package io.github.registrationmail.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.stack.provider.NoTlsToday;
import io.github.registrationmail.stack.provider.WordsBeforeTls;
import io.github.registrationmail.stack.smtp.Personality;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail servers that speak TLS or fail to, with a service that insists on it. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@QuarkusTestResource(
    value = MailServerResource.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = MailServerResource.TLS, value = "required"))
class TlsServersTest extends Survival {

  @Test
  void startTls() {
    sendTo();
  }

  @Test
  void noTlsToday() {
    sendUnencryptedNothing(new NoTlsToday());
  }

  @Test
  void garbageInsteadOfTls() {
    sendUnencryptedNothing(WordsBeforeTls.garbage());
  }

  @Test
  void injectedBeforeTls() {
    sendUnencryptedNothing(WordsBeforeTls.injected());
  }

  private void sendUnencryptedNothing(Personality personality) {
    server.stop();
    server.start();
    sendTo(
        () -> {
          assertEquals(0, server.commands("MAIL"));
          return server.commands("STARTTLS") >= 3;
        },
        personality);
  }
}
