package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What is known of the connection behind each channel: one {@link Link} each. */
@Singleton
public class BrokerLinks {

  private static final Logger LOG = Logger.getLogger(BrokerLinks.class);

  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private final AtomicReference<Optional<String>> reported =
      new AtomicReference<>(Optional.empty());
  private final MeterRegistry meters;

  BrokerLinks(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("registration.broker.routable", this, all -> all.areRoutable() ? 1 : 0)
        .description("1 while every route to a queue is proven")
        .register(meters);
  }

  /** The channel's link, made on the first call. */
  Link link(String channel, boolean consumes, boolean onDemand) {
    return links.computeIfAbsent(channel, name -> register(new Link(name, consumes, onDemand)));
  }

  /** Whether a message sent to this outgoing channel has a chance to reach the broker now. */
  public boolean canPublish(String channel) {
    return Optional.ofNullable(links.get(channel)).filter(Link::canPublish).isPresent();
  }

  /**
   * The same, or whether the first message, with which a channel on demand connects, may be sent.
   */
  public boolean canPublishOrConnect(String channel) {
    return canPublish(channel)
        || (Optional.ofNullable(links.get(channel)).filter(link -> !link.isWanted()).isPresent()
            && publishing().isPresent());
  }

  /** Whether this consumer tag is that of the channel's present consumer. */
  public boolean isCurrent(String channel, String consumerTag) {
    return Optional.ofNullable(links.get(channel))
        .flatMap(Link::consumerTag)
        .filter(consumerTag::equals)
        .isPresent();
  }

  /** Acknowledges a delivery, unless its consumer is gone: the broker has those back. */
  public void ack(String channel, String consumerTag, long deliveryTag) {
    Optional.ofNullable(links.get(channel)).ifPresent(link -> link.ack(consumerTag, deliveryTag));
  }

  /** Blocks until the acks of this channel that were gathered are written. */
  public void flushAcks(String channel) {
    Optional.ofNullable(links.get(channel)).ifPresent(Link::flushAcks);
  }

  /** What is wrong, by channel; empty when all is well. */
  public Map<String, String> troubles() {
    Map<String, String> troubles = new TreeMap<>();
    wanted().forEach(link -> link.trouble().ifPresent(why -> troubles.put(link.name(), why)));
    return troubles;
  }

  /** An open connection of the service on which the broker answers questions. */
  Optional<Connection> answering() {
    return links.values().stream().flatMap(link -> link.answering().stream()).findFirst();
  }

  /**
   * A connection to publish on as well. It is never the consumer's: in a memory or disk alarm the
   * broker stops reading a connection that publishes, and would not read the acks on it.
   */
  Optional<Connection> publishing() {
    return links.values().stream()
        .filter(link -> !link.consumes())
        .flatMap(link -> link.answering().stream())
        .findFirst();
  }

  boolean areUp() {
    return wanted().allMatch(Link::isUp);
  }

  /** What the latest proof of the route has found. */
  void routed(Optional<String> notRoutable) {
    links.values().forEach(link -> link.routed(notRoutable));
  }

  /** The broker has ended the consumer. */
  void cancelled() {
    links.values().forEach(Link::cancelled);
  }

  /** Starts a consumer anew that was not given anything for this long. */
  void reviveSilent(Duration limit) {
    links.values().stream()
        .filter(link -> link.isSilentFor(limit))
        .forEach(link -> link.connection().ifPresent(open -> revive(link, open, limit)));
  }

  private static void revive(Link link, Connection connection, Duration limit) {
    String why = "nothing was delivered for " + limit;
    if (link.lost(connection, why)) {
      LOG.warnf("channel %s: %s, not even a probe; connecting anew", link.name(), why);
      Link.cut(connection, why);
    }
  }

  void connected() {
    reported.set(Optional.empty());
  }

  /** Logs what only a person can cure as an ERROR: once, not for each channel and attempt. */
  void refused(String sentence) {
    wanted().forEach(link -> link.failed(sentence));
    if (!reported.getAndSet(Optional.of(sentence)).equals(Optional.of(sentence))) {
      LOG.error(sentence);
    }
  }

  private boolean areRoutable() {
    return wanted().allMatch(Link::isRoutable);
  }

  private Stream<Link> wanted() {
    return links.values().stream().filter(Link::isWanted);
  }

  private static double connected(Link link) {
    return link.isWanted() ? (link.isUp() ? 1 : 0) : Double.NaN;
  }

  private Link register(Link link) {
    Gauge.builder("registration.broker.connected", link, BrokerLinks::connected)
        .description("1 while the channel has its connection to RabbitMQ, NaN while it needs none")
        .tag("channel", link.name())
        .register(meters);
    return link;
  }
}
