package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mail server without a personality is an ordinary one. */
class MailServerTest {

  @TempDir Path directory;

  private final MailServer server = MailServer.plain();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsWhatItAcceptsAndNamesItsQueueId() throws Exception {
    String content = "Subject: Hi\r\nMessage-ID: <1@example.org>\r\n\r\nWelcome";
    try (var client = SmtpClient.greeted(server.port())) {
      String answer = client.send("Ada@Example.org", content);

      TakenMail mail = server.mails("ada@example.org").get(0);
      assertEquals("250 2.0.0 Ok: queued as " + mail.queueId(), answer);
      assertEquals(content + "\r\n", mail.text());
      assertEquals("<1@example.org>", mail.messageId());
      assertEquals("MAIL FROM:<sender@example.org>", mail.mailCommand());
      assertEquals(List.of("ada@example.org"), mail.recipients());
    }
  }

  @Test
  void offersWhatMailServersOffer() throws Exception {
    try (var client = new SmtpClient(server.port())) {
      client.read();
      client.write("EHLO client.test\r\n");
      List<String> lines = new ArrayList<>();
      do {
        lines.add(client.line());
      } while (lines.get(lines.size() - 1).startsWith("250-"));
      assertEquals(
          List.of(
              "250-mail.test",
              "250-PIPELINING",
              "250-SIZE 10240000",
              "250-ENHANCEDSTATUSCODES",
              "250-8BITMIME",
              "250 CHUNKING"),
          lines);
    }
  }

  @Test
  void answersPipelinedCommandsInTheirOrder() throws Exception {
    try (var client = SmtpClient.greeted(server.port())) {
      client.write("MAIL FROM:<a@example.org> SIZE=7\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");
      assertEquals("250 2.1.0 Ok", client.read());
      assertEquals("250 2.1.5 Ok", client.read());
      assertTrue(client.read().startsWith("354 "));
      client.write("..\r\n...\r\n.\r\nNOOP\r\n");
      assertTrue(client.read().startsWith("250 2.0.0 Ok: queued"));
      assertEquals("250 2.0.0 Ok", client.read());
      TakenMail mail = server.mails().get(0);
      assertEquals(".\r\n..\r\n", mail.text());
      assertEquals(7, mail.announcedSize().orElseThrow());
    }
  }

  @Test
  void takesChunksOctetByOctet() throws Exception {
    try (var client = SmtpClient.greeted(server.port())) {
      client.write(
          "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n"
              + "BDAT 6\r\n..\r\n\u00e4bBDAT 2 LAST\r\n\r\n");
      assertEquals("250 2.1.0 Ok", client.read());
      assertEquals("250 2.1.5 Ok", client.read());
      assertEquals("250 2.0.0 Ok: 6 octets", client.read());
      assertTrue(client.read().startsWith("250 2.0.0 Ok: queued"));
      assertArrayEquals("..\r\n\u00e4b\r\n".getBytes(ISO_8859_1), server.mails().get(0).content());
    }
  }

  @Test
  void takesTheOctetsOfAChunkThatItRefuses() throws Exception {
    try (var client = SmtpClient.greeted(server.port())) {
      client.write("MAIL FROM:<a@example.org>\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");
      assertEquals("250 2.1.0 Ok", client.read());
      assertEquals("554 5.5.1 Error: no valid recipients", client.read());
      assertEquals("250 2.0.0 Ok", client.read());
    }
  }

  @Test
  void refusesWhatNoMailMayContain() throws Exception {
    assertEquals("550 5.5.2 bare <LF> received", sent("Hi\n you"));
    assertEquals("550 5.5.2 bare <CR> received", sent("Hi\r you"));
    assertEquals("550 5.6.0 line longer than 998 octets", sent("x".repeat(999)));
    assertTrue(sent("x".repeat(998)).startsWith("250"));
    assertEquals(1, server.mails().size());
  }

  private String sent(String text) throws IOException {
    return SmtpClient.send(server.port(), "a@example.org", "Hi", text);
  }

  @Test
  void refusesWhatIsOutOfOrderOrTooLarge() throws Exception {
    try (var client = new SmtpClient(server.port())) {
      client.read();
      assertEquals("503 5.5.1 Error: send HELO/EHLO first", client.say("MAIL FROM:<a@b.c>"));
      assertEquals("250 mail.test", client.say("HELO client.test"));
      assertEquals("503 5.5.1 Error: need MAIL command", client.say("RCPT TO:<a@b.c>"));
      assertEquals(
          "552 5.3.4 Message size exceeds fixed limit",
          client.say("MAIL FROM:<a@b.c> SIZE=10240001"));
      assertEquals("250 2.1.0 Ok", client.say("MAIL FROM:<a@b.c> SIZE=10240000"));
      assertEquals("503 5.5.1 Error: nested MAIL command", client.say("MAIL FROM:<a@b.c>"));
      assertEquals("554 5.5.1 Error: no valid recipients", client.say("DATA"));
      assertEquals("501 5.1.3 Bad recipient address syntax", client.say("RCPT TO: a@b.c"));
      assertEquals("500 5.5.2 Error: command not recognized", client.say("HELP"));
      assertEquals("221 2.0.0 Bye", client.say("QUIT"));
      assertEquals("(closed)", client.read());
    }
  }

  @Test
  void encryptsWhenItIsAskedAndForgetsWhatWasSaidBefore() throws Exception {
    Keys keys = Keys.make(directory);
    try (var tls = MailServer.offeringStartTls(keys).start();
        var client = SmtpClient.greeted(tls.port())) {
      assertEquals("220 2.0.0 Ready to start TLS", client.say("STARTTLS"));
      client.startTls(keys);
      assertTrue(client.say("MAIL FROM:<a@b.c>").startsWith("503"));
      client.say("EHLO client.test");
      assertTrue(client.send("a@example.org", "Hi").startsWith("250"));
      assertEquals("503 5.5.1 Error: no TLS here", client.say("STARTTLS"));
    }
  }

  @Test
  void encryptsFromTheStart() throws Exception {
    Keys keys = Keys.make(directory);
    try (var tls = MailServer.encryptedFromTheStart(keys).start();
        var client = SmtpClient.encrypted(tls.port(), keys)) {
      assertEquals("220 mail.test ESMTP", client.read());
      client.say("EHLO client.test");
      assertTrue(client.send("a@example.org", "Hi").startsWith("250"));
    }
  }

  @Test
  void countsConnectionsAndCommands() throws Exception {
    try (var one = SmtpClient.greeted(server.port());
        var two = SmtpClient.greeted(server.port())) {
      assertEquals(2, server.connectionsOpen());
      one.say("NOOP");
      two.say("NOOP");
      one.signIn("a", "b");
    }
    SmtpClient.recipient(server.port(), "a@example.org");
    assertEquals(3, server.connections());
    assertEquals(2, server.mostConnectionsOpen());
    assertEquals(2, server.commands("NOOP"));
    assertEquals(1, server.signIns());
    server.clear();
    assertEquals(0, server.connections());
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void stopsAndStartsOnItsPort() throws Exception {
    int port = server.port();
    try (var open = SmtpClient.greeted(port)) {
      server.stop();
      assertEquals("(closed)", open.read());
      assertThrows(ConnectException.class, () -> new SmtpClient(port));
    }
    server.start();
    assertEquals(port, server.port());
    assertTrue(SmtpClient.recipient(port, "a@example.org").startsWith("250"));
  }
}
