package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.AMQConnection;
import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;

/** The connection behind one channel of the service, as last heard of. */
final class Link {

  private final String name;
  private final boolean consumes;

  private Optional<Connection> connection = Optional.empty();
  private Optional<Channel> channel = Optional.empty();
  private Optional<String> consumerTag = Optional.empty();
  private Optional<String> unroutable = Optional.empty();
  private Optional<String> blocked = Optional.empty();
  private String down = "not connected yet";
  private int inHand;
  private long lastHeardNanos = System.nanoTime();

  /**
   * @param consumes whether being well includes a consumer
   */
  Link(String name, boolean consumes) {
    this.name = name;
    this.consumes = consumes;
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

  synchronized boolean isUp() {
    return channel.filter(Channel::isOpen).isPresent();
  }

  /** The connection, once the connector has its channel on it. */
  synchronized Optional<Connection> connection() {
    return connection.filter(any -> isUp());
  }

  synchronized Optional<String> consumerTag() {
    return consumerTag;
  }

  /** What is wrong, in a few words. */
  synchronized Optional<String> trouble() {
    if (!isUp()) {
      return Optional.of(down);
    }
    return unroutable
        .or(() -> blocked)
        .or(() -> Optional.of("not consuming").filter(any -> consumes && consumerTag.isEmpty()));
  }

  synchronized boolean isRoutable() {
    return isUp() && unroutable.isEmpty();
  }

  synchronized void connected(Connection opened, Optional<String> notRoutable) {
    forget("connecting");
    connection = Optional.of(opened);
    unroutable = notRoutable;
  }

  /** Takes the first channel after {@link #connected}: that is the connector's own. */
  synchronized boolean adopt(Channel opened) {
    boolean first =
        channel.isEmpty() && connection.filter(opened.getConnection()::equals).isPresent();
    if (first) {
      channel = Optional.of(opened);
    }
    return first;
  }

  synchronized void consuming(String tag) {
    consumerTag = Optional.of(tag);
    inHand = 0;
    lastHeardNanos = System.nanoTime();
  }

  synchronized void delivered() {
    inHand++;
    lastHeardNanos = System.nanoTime();
  }

  synchronized void settled() {
    inHand = Math.max(0, inHand - 1);
    lastHeardNanos = System.nanoTime();
  }

  /** Whether its consumer has nothing in hand and was not given anything for this long. */
  synchronized boolean isSilentFor(Duration limit) {
    return isUp()
        && consumerTag.isPresent()
        && inHand == 0
        && System.nanoTime() - lastHeardNanos > limit.toNanos();
  }

  /** Blocks; as if the network had: the connector reconnects only what it has not closed itself. */
  static void cut(Connection connection, String why) {
    if (connection instanceof AMQConnection open) {
      open.handleIoError(new EOFException(why));
    } else {
      connection.abort();
    }
  }

  synchronized void cancelled() {
    consumerTag = Optional.empty();
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

  /** Why it does not come up. */
  synchronized void failed(String why) {
    if (!isUp()) {
      forget(why);
    }
  }

  private void forget(String why) {
    connection = Optional.empty();
    channel = Optional.empty();
    consumerTag = Optional.empty();
    unroutable = Optional.empty();
    blocked = Optional.empty();
    down = why;
  }
}
