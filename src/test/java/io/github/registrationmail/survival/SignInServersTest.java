package io.github.registrationmail.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.stack.provider.Account;
import io.github.registrationmail.stack.provider.BusySignIn;
import io.github.registrationmail.stack.provider.ConnectionLimit;
import io.github.registrationmail.stack.provider.ExpiredPassword;
import io.github.registrationmail.stack.smtp.Personality;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail servers that want to know who sends, see docs/mail-servers.md. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@QuarkusTestResource(
    value = MailServerResource.class,
    restrictToAnnotatedClass = true,
    initArgs = {
      @ResourceArg(name = "SMTP_USERNAME", value = "user"),
      @ResourceArg(name = "SMTP_PASSWORD", value = "secret")
    })
class SignInServersTest extends Survival {

  private final Account account = new Account("user", "secret");

  @Override
  Personality[] ordinary() {
    account.change("secret");
    return new Personality[] {account};
  }

  @Test
  void account() {
    cutConnections();
    sendTo(account);
    assertEquals(server.connections(), server.signIns());
  }

  @Test
  void loginOnly() {
    cutConnections();
    sendTo(new Account("user", "secret", "AUTH LOGIN"));
  }

  @Test
  void cramMd5Only() {
    cutConnections();
    sendTo(new Account("user", "secret", "AUTH CRAM-MD5"));
  }

  /** One try within each wait, which is 1 s here and 5 min as shipped. */
  @Test
  void wrongPassword() {
    cutConnections();
    account.change("renewed");
    Instant began = Instant.now();
    Mails mails = sendTo(() -> server.signIns() >= 3, account);
    assertEquals(0, mails.failures());
    Duration waited = Duration.between(began, Instant.now());
    assertTrue(waited.compareTo(Duration.ofSeconds(2)) >= 0, "3 tries within " + waited);
  }

  @Test
  void expiredPassword() {
    var expired = new ExpiredPassword(50);
    Mails mails = sendTo(() -> expired.refused() >= 2, expired, account);
    assertEquals(0, mails.failures());
  }

  @Test
  void busySignIn() {
    cutConnections();
    sendTo(after(4, "AUTH"), new BusySignIn(), account);
  }

  @Test
  void connectionLimitWithSignIn() {
    cutConnections();
    sendTo(new ConnectionLimit(2), account);
  }

  private void cutConnections() {
    server.stop();
    server.start();
  }
}
