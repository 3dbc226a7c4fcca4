package io.github.registrationmail.stack;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.smtp.SmtpClient;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipients steer the mail server's answers, and tests its silence and absence. */
class EmbeddedSmtpTest {

  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private int port;

  @BeforeEach
  void start() {
    port = smtp.start(0);
  }

  @AfterEach
  void stop() {
    smtp.close();
  }

  @Test
  void keepsWhatItAccepts() throws Exception {
    assertTrue(SmtpClient.send(port, "Alice@example.org", "Hi", "Welcome").startsWith("250"));

    var mails = smtp.received("alice@example.org");
    assertEquals(1, mails.size());
    assertEquals("Hi", mails.get(0).getSubject());
    assertEquals(1, smtp.attempts("alice@example.org").size());
  }

  @Test
  void refusesForGood() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertEquals("550 5.1.1 no such user", SmtpClient.recipient(port, "refused+a@example.org"));
    }
    assertEquals(2, smtp.attempts("refused+a@example.org").size());
    assertTrue(smtp.received("refused+a@example.org").isEmpty());
  }

  @Test
  void refusesAMailWithALineFeedOfItsOwn() throws Exception {
    assertEquals(
        "550 5.5.2 bare <LF> received", SmtpClient.send(port, "a@example.org", "Hi\n you", "W"));
    assertTrue(SmtpClient.send(port, "a@example.org", "Hi\r\n you", "W").startsWith("250"));

    assertEquals(1, smtp.received("a@example.org").size());
  }

  @Test
  void isBusyAlwaysOrForSomeTries() throws Exception {
    assertEquals("450 4.2.1 mailbox busy", SmtpClient.recipient(port, "busy+a@example.org"));
    assertEquals("450 4.2.1 mailbox busy", SmtpClient.recipient(port, "busy2+a@example.org"));
    assertEquals("450 4.2.1 mailbox busy", SmtpClient.recipient(port, "busy2+a@example.org"));
    assertEquals("250 2.1.5 Ok", SmtpClient.recipient(port, "busy2+a@example.org"));
    assertEquals("450 4.2.1 mailbox busy", SmtpClient.recipient(port, "busy2+b@example.org"));
  }

  @Test
  void cutsTheConnection() throws Exception {
    assertEquals("(closed)", SmtpClient.recipient(port, "drop+a@example.org"));
    assertEquals("250 2.1.5 Ok", SmtpClient.recipient(port, "a@example.org"));
  }

  @Test
  void answersSlowly() throws Exception {
    var asked = Instant.now();

    assertEquals("250 2.1.5 Ok", SmtpClient.recipient(port, "slow+a@example.org"));

    assertTrue(Duration.between(asked, Instant.now()).compareTo(ofSeconds(2)) >= 0);
  }

  @Test
  void keepsSilentOnOpenAndNewConnections() throws Exception {
    try (var open = new SmtpClient(port)) {
      open.read();
      smtp.silence(true);
      open.patience(ofMillis(200));

      assertThrows(SocketTimeoutException.class, () -> open.say("NOOP"));
      try (var silent = new SmtpClient(port)) {
        silent.patience(ofMillis(200));
        assertThrows(SocketTimeoutException.class, silent::read);
      }
    }
    smtp.silence(false);
    assertEquals("250 2.1.5 Ok", SmtpClient.recipient(port, "a@example.org"));
  }

  @Test
  void stopsAndStartsOnItsPort() throws Exception {
    try (var open = new SmtpClient(port)) {
      open.read();
      smtp.silence(true);

      smtp.stop();

      assertEquals("(closed)", open.read());
      assertThrows(ConnectException.class, () -> new SmtpClient(port));
    }
    smtp.silence(false);
    smtp.start();
    assertEquals("250 2.1.5 Ok", SmtpClient.recipient(port, "a@example.org"));
  }

  @Test
  void showsTheLatest500Mails() throws Exception {
    try (var client = SmtpClient.greeted(port)) {
      for (int i = 1; i <= 510; i++) {
        client.send(i + "@example.org", "Subject: Hi");
      }
    }
    var mails = smtp.mails();
    assertEquals(500, mails.size());
    assertEquals("11@example.org", mails.get(0).recipient());
    assertEquals("510@example.org", mails.get(499).recipient());
  }

  @Test
  void forgetsEverything() throws Exception {
    SmtpClient.send(port, "a@example.org", "Hi", "Welcome");

    smtp.clear();

    assertTrue(smtp.received("a@example.org").isEmpty());
    assertTrue(smtp.attempts("a@example.org").isEmpty());
  }
}
