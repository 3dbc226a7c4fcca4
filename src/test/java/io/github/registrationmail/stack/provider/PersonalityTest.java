package io.github.registrationmail.stack.provider;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.smtp.Keys;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.SmtpClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each personality says what it is named after, and is an ordinary server otherwise. */
class PersonalityTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ADA = "ada@example.org";

  private final MailServer server = MailServer.plain().start();

  @AfterEach
  void stop() {
    server.close();
  }

  private SmtpClient connect(Personality... personalities) throws IOException {
    server.become(personalities);
    return SmtpClient.greeted(server.port());
  }

  private static void assertSends(SmtpClient client) throws IOException {
    assertStarts("250 2.0.0 Ok: queued as ", client.send(ADA, "Hi"));
  }

  private static void assertStarts(String start, String answer) {
    assertTrue(answer.startsWith(start), answer);
  }

  @Test
  void connectionLimit() throws Exception {
    try (var first = connect(new ConnectionLimit(1))) {
      try (var second = new SmtpClient(server.port())) {
        assertEquals(
            "421 4.7.0 mail.test Error: too many connections from 127.0.0.1", second.read());
        assertEquals("(closed)", second.read());
      }
      assertSends(first);
    }
    await().until(() -> server.connectionsOpen() == 0);
    try (var third = SmtpClient.greeted(server.port())) {
      assertSends(third);
    }
  }

  @Test
  void sendingRate() throws Exception {
    try (var client = connect(Rate.ofTexts(2, SHORT))) {
      assertSends(client);
      assertSends(client);
      assertStarts("454 4.7.0 Throttling failure", client.send(ADA, "Hi"));
      await().untilAsserted(() -> assertSends(client));
    }
  }

  @Test
  void messageRate() throws Exception {
    try (var client = connect(Rate.ofMails(1, HOUR))) {
      assertSends(client);
      assertStarts("450 4.7.1 Error: too much mail", client.say("MAIL FROM:<a@example.org>"));
    }
  }

  @Test
  void wordlessRate() throws Exception {
    try (var client = connect(Rate.ofRecipients(1, HOUR))) {
      assertSends(client);
      assertStarts("450 4.7.1 <ada@example.org>: Recipient", client.recipient(ADA));
    }
  }

  @Test
  void mailboxRate() throws Exception {
    try (var client = connect(new MailboxRate(ADA, 1, HOUR))) {
      assertSends(client);
      client.recipient("other@example.org");
      client.say("RSET");
      client.say("MAIL FROM:<a@example.org>");
      client.write("RCPT TO:<" + ADA + ">\r\n");
      assertStarts("450-4.2.1 The user you are trying to contact is receiving", client.line());
      assertEquals("450 4.2.1 message at a later time.", client.read());
    }
  }

  @Test
  void greylisting() throws Exception {
    try (var client = connect(new Greylisting(SHORT))) {
      assertStarts(
          "450 4.2.0 <ada@example.org>: Recipient address rejected: G", client.recipient(ADA));
      await().untilAsserted(() -> assertSends(client));
      assertStarts("450 4.2.0", client.recipient("other@example.org"));
    }
  }

  @Test
  void accountWithEachMechanism() throws Exception {
    var account = new Account("user", "secret");
    try (var client = connect(account)) {
      assertEquals("530 5.7.0 Authentication required", client.send(ADA, "Hi"));
      assertStarts("535 5.7.8", client.signIn("user", "wrong"));
      assertStarts("235", client.signIn("user", "secret"));
      assertSends(client);
      assertEquals("334 VXNlcm5hbWU6", client.say("AUTH LOGIN"));
      assertEquals("334 UGFzc3dvcmQ6", client.say("dXNlcg=="));
      assertStarts("235", client.say("c2VjcmV0"));
      assertEquals("334 PDE4OTYuNjk3MTcwOTUyQG1haWwudGVzdD4=", client.say("AUTH CRAM-MD5"));
      assertStarts("235", client.say("dXNlciBmNzIwM2FlMzIxMThhYzg0NzdiODBjYTQ4YTg4YTk0Yw=="));
      assertStarts("334", client.say("AUTH XOAUTH2 dXNlcj11c2VyAWF1dGg9QmVhcmVyIG9sZAEB"));
      assertStarts("535", client.say(""));
      assertStarts("235", client.say("AUTH XOAUTH2 dXNlcj11c2VyAWF1dGg9QmVhcmVyIHNlY3JldAEB"));
      assertStarts("501", client.say("AUTH GSSAPI"));
      account.change("renewed");
      assertStarts("535", client.signIn("user", "secret"));
    }
    assertEquals(8, server.signIns());
  }

  @Test
  void busySignIn() throws Exception {
    try (var client = connect(new BusySignIn(), new Account("user", "secret"))) {
      assertStarts("454 4.7.0", client.signIn("user", "secret"));
    }
  }

  @Test
  void expiredPassword() throws Exception {
    var expired = new ExpiredPassword(1);
    try (var client = connect(expired, new Account("user", "secret"))) {
      assertStarts("235", client.signIn("user", "secret"));
      assertSends(client);
      assertStarts("530", client.send(ADA, "Hi"));
      assertStarts("535", client.signIn("user", "secret"));
      expired.renew();
      assertStarts("235", client.signIn("user", "secret"));
      assertSends(client);
    }
  }

  @Test
  void refusedRelayingSenderAndName() throws Exception {
    try (var client = connect(new RelayingRefused())) {
      assertEquals("554 5.7.1 <ada@example.org>: Relay access denied", client.recipient(ADA));
      server.become(new SenderRefused());
      assertStarts("553 5.7.1", client.recipient(ADA));
      server.become(new HeloRefused());
      assertStarts("504 5.5.2 <client.test>: Helo command rejected", client.recipient(ADA));
      server.become();
      assertSends(client);
    }
  }

  @Test
  void slowFinalDotKeepsTheMailBeforeItAnswers() throws Exception {
    try (var client = connect(new SlowFinalDot(SHORT))) {
      client.recipient(ADA);
      client.say("DATA");
      Instant before = Instant.now();
      client.write("Hi\r\n.\r\n");
      await().until(() -> server.mails().size() == 1);
      assertStarts("250 2.0.0 Ok: queued as ", client.read());
      assertTrue(Duration.between(before, Instant.now()).compareTo(SHORT) >= 0);
    }
  }

  @Test
  void lostAnswer() throws Exception {
    try (var client = connect(new LostAnswer(1))) {
      assertEquals("(closed)", client.send(ADA, "Hi"));
    }
    assertEquals(1, server.mails(ADA).size());
  }

  @Test
  void slowReplies() throws Exception {
    try (var client = connect(new SlowReplies(SHORT))) {
      Instant before = Instant.now();
      assertSends(client);
      assertTrue(Duration.between(before, Instant.now()).compareTo(SHORT) >= 0);
    }
  }

  @Test
  void closesInTheMiddle() throws Exception {
    try (var client = connect(new ClosesInTheMiddle(2))) {
      assertSends(client);
      assertStarts("421 4.3.2", client.recipient(ADA));
      assertEquals("(closed)", client.read());
    }
  }

  @Test
  void closesIdle() throws Exception {
    try (var client = connect(new ClosesIdle(SHORT, true))) {
      assertSends(client);
      assertStarts("421 4.4.2", client.read());
      assertEquals("(closed)", client.read());
    }
    try (var client = connect(new ClosesIdle(SHORT, false))) {
      assertEquals("(closed)", client.read());
    }
  }

  @Test
  void messagesPerConnection() throws Exception {
    try (var client = connect(new MessagesPerConnection(1, true))) {
      assertSends(client);
      assertStarts("421 4.7.0", client.recipient(ADA));
    }
    try (var client = connect(new MessagesPerConnection(1, false))) {
      assertSends(client);
      assertEquals("(closed)", client.recipient(ADA));
    }
  }

  @Test
  void brokenStartTls(@TempDir Path directory) throws Exception {
    Keys keys = Keys.make(directory);
    try (var tls = MailServer.offeringStartTls(keys).start()) {
      tls.become(new NoTlsToday());
      try (var client = SmtpClient.greeted(tls.port())) {
        assertStarts("454 4.7.0", client.say("STARTTLS"));
        assertSends(client);
      }
      tls.become(WordsBeforeTls.garbage());
      try (var client = SmtpClient.greeted(tls.port())) {
        assertStarts("220", client.say("STARTTLS"));
        assertThrows(SSLException.class, () -> client.startTls(keys));
      }
      tls.become(WordsBeforeTls.injected());
      try (var client = SmtpClient.greeted(tls.port())) {
        assertStarts("220", client.say("STARTTLS"));
        assertEquals("250-mail.evil", client.line());
        assertEquals("250 AUTH PLAIN", client.line());
        client.line();
        client.startTls(keys);
        assertStarts("250", client.say("EHLO client.test"));
      }
    }
  }

  @Test
  void fullMailbox() throws Exception {
    try (var client = connect(new FullMailbox(true, 1))) {
      assertStarts("552 5.2.2", client.recipient("full@example.org"));
      assertStarts("250", client.recipient("full@example.org"));
      server.become(new FullMailbox(false, 1));
      assertStarts("452 4.2.2", client.recipient("full@example.org"));
      assertSends(client);
    }
  }

  @Test
  void noPipelining() throws Exception {
    try (var client = connect(new NoPipelining())) {
      assertSends(client);
      client.write("RSET\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n");
      assertStarts("554 5.5.0", client.read());
      assertEquals("(closed)", client.read());
    }
  }

  @Test
  void dataAnyway() throws Exception {
    try (var client = connect(new DataAnyway(1))) {
      assertStarts("451 4.3.0", client.recipient(ADA));
      assertStarts("354", client.say("DATA"));
      assertStarts("554 5.5.1", client.say("."));
      assertEquals(0, server.mails().size());
    }
  }

  @Test
  void onlyHelo() throws Exception {
    try (var client = connect(new OnlyHelo())) {
      assertStarts("502 5.5.1", client.say("EHLO client.test"));
      assertStarts("250", client.say("HELO client.test"));
      assertSends(client);
    }
  }

  @Test
  void byteByByte() throws Exception {
    try (var client = connect(new ByteByByte(Duration.ofMillis(1)))) {
      assertSends(client);
    }
  }

  @Test
  void offersOnlySomeExtensions() throws Exception {
    server.become(new NoChunking(), new Account("a", "b", "AUTH LOGIN"));
    try (var client = new SmtpClient(server.port())) {
      client.read();
      client.write("EHLO client.test\r\n");
      List<String> lines = new ArrayList<>();
      String line = client.line();
      for (; line.startsWith("250-"); line = client.line()) {
        lines.add(line.substring(4));
      }
      lines.add(line.substring(4));
      assertTrue(lines.contains("AUTH LOGIN"), lines::toString);
      assertTrue(lines.contains("PIPELINING") && !lines.contains("CHUNKING"));
    }
  }

  @Test
  void nonsense() throws Exception {
    try (var client = connectTo(Nonsense.notSmtp())) {
      assertEquals("HTTP/1.1 400 Bad Request", client.line());
    }
    for (Nonsense endless :
        List.of(
            Nonsense.bannerWithoutEnd(),
            Nonsense.lineWithoutEnd(Nonsense.GREETING),
            Nonsense.replyWithoutEnd(Nonsense.GREETING))) {
      try (var client = connectTo(endless)) {
        assertEquals(1_000_000, client.characters(1_000_000).length());
      }
    }
    try (var client = connectTo(Nonsense.hugeReply("EHLO"))) {
      client.read();
      client.write("EHLO client.test\r\n");
      assertEquals(10_000_000, client.characters(10_000_000).length());
      assertEquals("250 end", client.read());
    }
    try (var client = connect(Nonsense.wrongCode("MAIL", "354 go"))) {
      assertEquals("354 go", client.say("MAIL FROM:<a@example.org>"));
    }
    try (var client = connect(Nonsense.wrongCode(Nonsense.DOT, "334 "))) {
      assertEquals("334 ", client.send(ADA, "Hi"));
    }
    try (var client = connect(Nonsense.silence("MAIL"))) {
      client.patience(SHORT);
      assertThrows(SocketTimeoutException.class, () -> client.say("MAIL FROM:<a@example.org>"));
    }
  }

  @Test
  void confused() throws Exception {
    String first = greetingOf(new Confused(42, 1));
    assertEquals(first, greetingOf(new Confused(42, 1)));
    assertFalse(first.startsWith("220"));
    try (var client = connect(new Confused(42, 1_000_000))) {
      assertSends(client);
    }
  }

  private String greetingOf(Personality personality) throws IOException {
    try (var client = connectTo(personality)) {
      return client.line();
    }
  }

  private SmtpClient connectTo(Personality personality) throws IOException {
    server.become(personality);
    return new SmtpClient(server.port());
  }
}
