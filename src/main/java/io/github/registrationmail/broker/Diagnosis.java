package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells answers of the broker that no waiting cures, and says in one sentence what does. */
final class Diagnosis {

  private static final Pattern INEQUIVALENT =
      Pattern.compile(
          "inequivalent arg '([^']+)' for (queue|exchange) '([^']+)' in vhost '[^']*':? ?(.*)");

  private Diagnosis() {}

  /** The sentence, or empty for a failure that may pass by itself. */
  static Optional<String> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationFailureException
          || cause instanceof PossibleAuthenticationFailureException) {
        return Optional.of(
            "RabbitMQ refuses the user: set RABBITMQ_USERNAME and RABBITMQ_PASSWORD to a user that"
                + " may sign in from here.");
      }
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return Optional.of(
            "RabbitMQ shows a certificate that is not trusted (%s): name its CA in the trust store of the TLS configuration, quarkus.tls.<name>.trust-store.*."
                .formatted(cause.getMessage()));
      }
      if (cause instanceof ShutdownSignalException signal) {
        return of(signal.getReason());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> of(Method reason) {
    if (reason instanceof AMQP.Connection.Close close) {
      return of(close.getReplyCode(), close.getReplyText());
    }
    if (reason instanceof AMQP.Channel.Close close) {
      return of(close.getReplyCode(), close.getReplyText());
    }
    return Optional.empty();
  }

  private static Optional<String> of(int code, String text) {
    return switch (code) {
      case AMQP.COMMAND_INVALID -> exchangeType(text);
      case AMQP.PRECONDITION_FAILED ->
          text.contains("inequivalent arg")
              ? Optional.of(otherArguments(text))
              : exchangeType(text);
      case AMQP.ACCESS_REFUSED ->
          Optional.of(
              "RabbitMQ refuses access ("
                  + text
                  + "): give the user of RABBITMQ_USERNAME configure,"
                  + " write and read permission on the virtual host of RABBITMQ_VHOST.");
      case AMQP.NOT_ALLOWED ->
          Optional.of(
              "RabbitMQ does not let the user in ("
                  + text
                  + "): create the virtual host of"
                  + " RABBITMQ_VHOST and give the user of RABBITMQ_USERNAME access to it.");
      default -> Optional.empty();
    };
  }

  private static Optional<String> exchangeType(String text) {
    return text.contains("x-delayed-message")
        ? Optional.of(
            "RabbitMQ does not know the exchange type x-delayed-message: enable the plugin"
                + " rabbitmq_delayed_message_exchange on every node, or set"
                + " registration.delay.strategy=ttl-queues, which needs no plugin.")
        : Optional.empty();
  }

  private static String otherArguments(String text) {
    Matcher other = INEQUIVALENT.matcher(text);
    return other.find()
        ? "The %s %s exists on RabbitMQ with another %s (%s): delete it there once it is empty, or set another name under registration.broker.*."
            .formatted(other.group(2), other.group(3), other.group(1), other.group(4))
        : "Something exists on RabbitMQ with other arguments (%s): delete it there once it is empty, or set another name under registration.broker.*."
            .formatted(text);
  }
}
