package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Declares everything the service needs on the broker; declaring it again changes nothing. */
@Singleton
class Topology {

  /**
   * RabbitMQ 4 drops a message after 20 redeliveries, for which restarts are enough; what was done
   * is decided by the claim in MySQL, so a redelivery is harmless.
   */
  private static final int DELIVERY_LIMIT = 10_000;

  private final BrokerConfig config;
  private final DelayStrategy delays;

  Topology(BrokerConfig config, DelayStrategy delays) {
    this.config = config;
    this.delays = delays;
  }

  /** Blocks until the broker has answered every declaration. */
  void declare(Connection connection) throws IOException {
    deadLetters(connection);
    try (Channel channel = connection.createChannel()) {
      delays.declare(channel);
      workQueue(channel);
      events(channel);
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** The queue may be there from an earlier version, which declared no limit. */
  private void deadLetters(Connection connection) throws IOException {
    try {
      deadLetters(connection, Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT));
    } catch (IOException failure) {
      if (!hasOtherArguments(failure)) {
        throw failure;
      }
      deadLetters(connection, Map.of("x-queue-type", "quorum"));
    }
  }

  private void deadLetters(Connection connection, Map<String, Object> arguments)
      throws IOException {
    try (Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(config.deadLetterExchange(), "direct", true);
      channel.queueDeclare(config.deadLetterQueue(), true, false, false, arguments);
      channel.queueBind(config.deadLetterQueue(), config.deadLetterExchange(), config.routingKey());
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static boolean hasOtherArguments(IOException failure) {
    return failure.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
  }

  private void events(Channel channel) throws IOException {
    if (config.eventsExchange().isPresent()) {
      channel.exchangeDeclare(config.eventsExchange().get(), "topic", true);
    }
  }

  private void workQueue(Channel channel) throws IOException {
    Map<String, Object> arguments =
        Map.of(
            "x-queue-type",
            "quorum",
            "x-dead-letter-exchange",
            config.deadLetterExchange(),
            "x-dead-letter-routing-key",
            config.routingKey(),
            "x-delivery-limit",
            DELIVERY_LIMIT);
    channel.queueDeclare(config.queue(), true, false, false, arguments);
    channel.queueBind(config.queue(), delays.exchange(), config.routingKey());
  }
}
