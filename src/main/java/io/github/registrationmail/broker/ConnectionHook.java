package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.registrationmail.text.OneLine;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Hears of every connection and channel that the connector opens, before the connector uses it:
 * here the topology is declared, on the first connection and on each one after.
 *
 * <p>The client calls its metrics collector on the thread that connects, which may block. This is
 * the one place that works around the connector (Vert.x RabbitMQ client 4.5):
 *
 * <ul>
 *   <li>it opens a new channel after a channel error but no confirm listener on it, so every later
 *       confirm is lost: the whole connection is cut instead, and comes back with one ({@code
 *       RabbitMQClientImpl#forChannel}; vert-x3/vertx-rabbitmq-client#222 tells of its sibling on
 *       the consumer's side);
 *   <li>it has no {@code mandatory} and no return listener;
 *   <li>it goes on publishing on a connection that the broker has blocked (memory or disk alarm).
 * </ul>
 */
final class ConnectionHook extends NoOpMetricsCollector {

  private static final Logger LOG = Logger.getLogger(ConnectionHook.class);

  /** So much of the broker's own words is logged, in characters. */
  private static final int LONGEST = 500;

  private final Link link;
  private final ConnectionSetup setup;

  ConnectionHook(Link link, ConnectionSetup setup) {
    this.link = link;
    this.setup = setup;
  }

  @Override
  public void newConnection(Connection connection) {
    try {
      setup.prepare(connection);
    } catch (IOException | RuntimeException failure) {
      connection.abort();
      throw setup.refused(link, failure);
    }
    link.connected(connection);
    connection.addShutdownListener(cause -> lost(connection, cause));
    connection.addBlockedListener(this::blocked, () -> link.blocked(Optional.empty()));
    LOG.infof(
        "channel %s: connected to RabbitMQ at %s, port %d",
        link.name(), connection.getAddress(), connection.getPort());
  }

  @Override
  public void newChannel(Channel channel) {
    if (link.adopt(channel)) {
      channel.addReturnListener(setup::returned);
      channel.addShutdownListener(cause -> channelLost(channel.getConnection(), cause));
      setup.connected(link);
    }
  }

  @Override
  public void basicConsume(Channel channel, String consumerTag, boolean autoAck) {
    link.consuming(consumerTag);
  }

  @Override
  public void consumedMessage(Channel channel, long deliveryTag, String consumerTag) {
    link.delivered(deliveryTag);
  }

  @Override
  public void basicNack(Channel channel, long deliveryTag) {
    link.rejected(deliveryTag);
  }

  private void blocked(String reason) {
    String why = "RabbitMQ takes no messages now: " + OneLine.of(reason, LONGEST);
    LOG.warnf("channel %s: %s", link.name(), why);
    link.blocked(Optional.of(why));
  }

  private void lost(Connection connection, ShutdownSignalException cause) {
    String why = "connection to RabbitMQ lost: " + words(cause);
    if (link.lost(connection, why) && !cause.isInitiatedByApplication()) {
      LOG.warnf("channel %s: %s; trying again until it is back", link.name(), why);
    }
  }

  private static String words(ShutdownSignalException cause) {
    return OneLine.of(String.valueOf(cause.getMessage()), LONGEST);
  }

  private void channelLost(Connection connection, ShutdownSignalException cause) {
    if (cause.isHardError() || cause.isInitiatedByApplication()) {
      return;
    }
    String why = "closed by RabbitMQ: " + words(cause);
    if (link.lost(connection, why)) {
      LOG.warnf("channel %s: %s; connecting anew", link.name(), why);
      Infrastructure.getDefaultWorkerPool().execute(() -> Link.cut(connection, why));
    }
  }
}
