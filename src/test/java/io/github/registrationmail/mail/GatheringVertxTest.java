package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail client on gathered writes, to a mail server, in plain text and with TLS. */
class GatheringVertxTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {ServerSetup.PROTOCOL_SMTP, ServerSetup.PROTOCOL_SMTPS})
  void sendsEachMailAsItIsHoweverLong(String protocol) throws Exception {
    String longText = lines(50_000);
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    try {
      MailClient client = client(server, protocol);
      send(client, longText);
      send(client, "short");
      MimeMessage[] mails = server.getReceivedMessages();
      assertEquals(longText, text(mails[0]));
      assertEquals("short", text(mails[1]));
    } finally {
      server.stop();
    }
  }

  /** With lines that begin with a dot, which SMTP doubles on the wire. */
  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (i % 7 == 0 ? "." : "") + "line " + i)
        .collect(Collectors.joining("\n"));
  }

  private MailClient client(GreenMail server, String protocol) {
    boolean tls = protocol.equals(ServerSetup.PROTOCOL_SMTPS);
    int port = tls ? server.getSmtps().getPort() : server.getSmtp().getPort();
    MailConfig config =
        new MailConfig("127.0.0.1", port).setSsl(tls).setTrustAll(true).setMaxPoolSize(1);
    return MailClient.create(new GatheringVertx((VertxInternal) vertx), config);
  }

  private static void send(MailClient client, String text) throws Exception {
    client
        .sendMail(new MailMessage("from@example.com", "to@example.com", "subject", text))
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private static String text(MimeMessage mail) throws Exception {
    return mail.getContent().toString().replace("\r\n", "\n").stripTrailing();
  }
}
