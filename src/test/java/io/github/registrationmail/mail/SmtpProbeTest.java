package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpProbeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.closeAndAwait();
  }

  @Test
  void waitsForAGreetingAsLongAsItIsTold() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      SmtpProbe probe = Probes.probe(vertx, server.getLocalPort(), Map.of());
      assertFalse(answers(probe, Duration.ofMillis(300)));
      greetAndAwaitEnd(server.accept(), "220 at last");

      var answer = probe.isAnswering(PATIENCE).subscribeAsCompletionStage();
      Socket late = server.accept();
      Thread.sleep(300);
      greetAndAwaitEnd(late, "220 at last");
      assertTrue(answer.get());
    }
  }

  @ParameterizedTest
  @CsvSource({"220 hello, true", "220-hello, true", "421 too busy, false", "554 no, false"})
  void goesByTheFirstReply(String reply, boolean answering) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      SmtpProbe probe = Probes.probe(vertx, server.getLocalPort(), Map.of());
      var answer = probe.isAnswering(PATIENCE).subscribeAsCompletionStage();
      greetAndAwaitEnd(server.accept(), reply);
      assertEquals(answering, answer.get());
    }
  }

  @Test
  void isNotAnsweredWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertFalse(answers(Probes.probe(vertx, port, Map.of()), PATIENCE));
  }

  /** As the mailer itself does, see its guide. */
  @ParameterizedTest
  @CsvSource({
    "smtps, quarkus.mailer.tls, true",
    "smtps, quarkus.mailer.tls-configuration-name, mail",
    "smtps, quarkus.mailer.trust-all, true",
    "smtp, quarkus.mailer.tls, false"
  })
  void speaksTlsFirstWhereTheMailerDoes(String protocol, String key, String value) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    try {
      int port =
          protocol.equals("smtps") ? server.getSmtps().getPort() : server.getSmtp().getPort();
      assertTrue(answers(Probes.probe(vertx, port, Map.of(key, value)), PATIENCE));
    } finally {
      server.stop();
    }
  }

  private static boolean answers(SmtpProbe probe, Duration limit) {
    return probe.isAnswering(limit).await().atMost(PATIENCE);
  }

  /** The probe closes the connection, whether it still waits for the answer or not. */
  private static void greetAndAwaitEnd(Socket socket, String reply) throws Exception {
    try (socket) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertEquals(-1, socket.getInputStream().read());
    }
  }
}
