package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.AMQConnection;
import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;

/**
 * The connection behind one channel of the service, as last heard of; its lock guards all of it.
 */
final class Link {

  private final String name;
  private final boolean consumes;
  private final boolean onDemand;
  private final LinkConsumer consumer = new LinkConsumer();

  private Optional<Connection> connection = Optional.empty();
  private Optional<Channel> channel = Optional.empty();
  private Optional<String> unroutable = Optional.empty();
  private Optional<String> blocked = Optional.empty();
  private String down = "not connected yet";
  private boolean tried;

  /**
   * @param consumes whether being well includes a consumer
   * @param onDemand whether it need not be there before the first message
   */
  Link(String name, boolean consumes, boolean onDemand) {
    this.name = name;
    this.consumes = consumes;
    this.onDemand = onDemand;
  }

  String name() {
    return name;
  }

  /**
   * Whether a publish will be confirmed: the sequence number starts with {@code confirm.select}.
   */
  synchronized boolean canPublish() {
    return isUp()
        && blocked.isEmpty()
        && channel.filter(open -> open.getNextPublishSeqNo() > 0).isPresent();
  }

  /** Whether it should be up. */
  synchronized boolean isWanted() {
    return tried || !onDemand;
  }

  synchronized boolean isUp() {
    return channel.filter(Channel::isOpen).isPresent();
  }

  boolean consumes() {
    return consumes;
  }

  /** The connection, once the connector has its channel on it. */
  synchronized Optional<Connection> connection() {
    return connection.filter(any -> isUp());
  }

  /** The connection, unless the broker has stopped reading it. */
  synchronized Optional<Connection> answering() {
    return connection().filter(any -> blocked.isEmpty());
  }

  synchronized Optional<String> consumerTag() {
    return consumer.tag();
  }

  /** What is wrong, in a few words. */
  synchronized Optional<String> trouble() {
    if (!isUp()) {
      return Optional.of(down);
    }
    return blocked
        .or(() -> unroutable)
        .or(() -> Optional.of("not consuming").filter(any -> consumes && consumer.tag().isEmpty()));
  }

  synchronized boolean isRoutable() {
    return isUp() && unroutable.isEmpty();
  }

  synchronized void connected(Connection opened) {
    forget("connecting");
    connection = Optional.of(opened);
    unroutable = Optional.of("the route is not proven yet");
  }

  /** Takes the first channel after {@link #connected}: that is the connector's own. */
  synchronized boolean adopt(Channel opened) {
    boolean first =
        channel.isEmpty() && connection.filter(opened.getConnection()::equals).isPresent();
    if (first) {
      channel = Optional.of(opened);
      consumer.opened(opened);
    }
    return first;
  }

  synchronized void consuming(String tag) {
    consumer.began(tag);
  }

  synchronized void delivered(long deliveryTag) {
    consumer.delivered(deliveryTag);
  }

  /**
   * Acknowledges a delivery. If its consumer is gone it does nothing: the broker has those
   * deliveries back.
   */
  synchronized void ack(String tag, long deliveryTag) {
    consumer.ack(tag, deliveryTag);
  }

  synchronized void rejected(long deliveryTag) {
    consumer.rejected(deliveryTag);
  }

  /** Blocks until the acks that were gathered are written. */
  void flushAcks() {
    acknowledger().ifPresent(Acknowledger::flush);
  }

  private synchronized Optional<Acknowledger> acknowledger() {
    return consumer.acknowledger();
  }

  /** Whether its consumer has nothing in hand and was not given anything for this long. */
  synchronized boolean isSilentFor(Duration limit) {
    return isUp() && consumer.isSilentFor(limit);
  }

  /**
   * Ends the connection as a failure of the network would: the connector does not reconnect what
   * was closed in order. Blocks.
   */
  static void cut(Connection connection, String why) {
    if (connection instanceof AMQConnection open) {
      open.handleIoError(new EOFException(why));
    } else {
      connection.abort();
    }
  }

  synchronized void cancelled() {
    consumer.cancelled();
  }

  synchronized void routed(Optional<String> notRoutable) {
    unroutable = notRoutable;
  }

  synchronized void blocked(Optional<String> why) {
    blocked = why;
  }

  /** Returns whether this was news: a connection counts as lost only once. */
  synchronized boolean lost(Connection gone, String why) {
    boolean current = connection.filter(gone::equals).isPresent();
    if (current) {
      forget(why);
    }
    return current;
  }

  /** Remembers why the connection does not come up. */
  synchronized void failed(String why) {
    if (!isUp()) {
      forget(why);
    }
  }

  private void forget(String why) {
    tried = true;
    connection = Optional.empty();
    channel = Optional.empty();
    consumer.gone();
    unroutable = Optional.empty();
    blocked = Optional.empty();
    down = why;
  }
}
