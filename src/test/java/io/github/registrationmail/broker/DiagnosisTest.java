package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** The words of RabbitMQ 3.10 to 4.2. */
class DiagnosisTest {

  @Test
  void tellsTheRemediesForAnUnknownExchangeType() {
    for (String text :
        new String[] {
          "COMMAND_INVALID - unknown exchange type 'x-delayed-message'",
          "COMMAND_INVALID - invalid exchange type 'x-delayed-message'"
        }) {
      assertSentence(connectionClosed(503, text), "ttl-queues");
    }
    assertSentence(
        channelClosed(406, "PRECONDITION_FAILED - unknown exchange type 'x-delayed-message'"),
        "rabbitmq_delayed_message_exchange");
  }

  @Test
  void namesWhatDiffers() {
    assertEquals(
        Optional.of(
            "The queue user.registered.mail exists on RabbitMQ with another x-queue-type (received"
                + " the value 'quorum' of type 'longstr' but current is none): delete it there once"
                + " it is empty, or set another name under registration.broker.*."),
        Diagnosis.of(
            channelClosed(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue"
                    + " 'user.registered.mail' in vhost '/': received the value 'quorum' of type"
                    + " 'longstr' but current is none")));
    assertSentence(
        channelClosed(
            406,
            "PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'user.dead' in vhost '/':"
                + " received 'direct' but current is 'topic'"),
        "The exchange user.dead exists on RabbitMQ with another type");
  }

  @Test
  void tellsWhoMayComeIn() {
    assertSentence(new AuthenticationFailureException("ACCESS_REFUSED"), "RABBITMQ_PASSWORD");
    assertSentence(
        channelClosed(403, "ACCESS_REFUSED - access to exchange 'x' in vhost '/' refused"),
        "configure, write and read permission");
    assertSentence(connectionClosed(530, "NOT_ALLOWED - vhost x not found"), "RABBITMQ_VHOST");
  }

  @Test
  void tellsWhoseCertificateIsNotTrusted() {
    assertSentence(
        new SSLHandshakeException("PKIX").initCause(new CertPathBuilderException("no path")),
        "quarkus.tls.");
  }

  @Test
  void waitsForWhatMayPass() {
    assertEquals(
        Optional.empty(), Diagnosis.of(new SSLHandshakeException("Remote host terminated")));
    assertEquals(Optional.empty(), Diagnosis.of(new ConnectException("Connection refused")));
    assertEquals(Optional.empty(), Diagnosis.of(connectionClosed(320, "CONNECTION_FORCED")));
    assertEquals(Optional.empty(), Diagnosis.of(channelClosed(404, "NOT_FOUND - no queue")));
  }

  private static void assertSentence(Throwable failure, String part) {
    String sentence = Diagnosis.of(new IOException(failure)).orElseThrow();
    assertTrue(sentence.contains(part), sentence);
  }

  private static ShutdownSignalException channelClosed(int code, String text) {
    return new ShutdownSignalException(
        false,
        false,
        new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build(),
        "channel");
  }

  private static ShutdownSignalException connectionClosed(int code, String text) {
    return new ShutdownSignalException(
        true,
        false,
        new AMQP.Connection.Close.Builder().replyCode(code).replyText(text).build(),
        "connection");
  }
}
