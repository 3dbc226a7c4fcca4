package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What is done with every connection before it is used, and said of those that fail. */
@Singleton
class ConnectionSetup {

  private static final Logger LOG = Logger.getLogger(ConnectionSetup.class);

  /** The connector switches confirms on a moment after it has the connection. */
  private static final long SETTLE_MILLIS = 500;

  private final BrokerLinks links;
  private final Topology topology;
  private final RouteProof proof;
  private final Event<BrokerConnected> connected;

  ConnectionSetup(
      BrokerLinks links, Topology topology, RouteProof proof, Event<BrokerConnected> connected) {
    this.links = links;
    this.topology = topology;
    this.proof = proof;
    this.connected = connected;
  }

  /**
   * Declares the topology. Publishes nothing: in a memory or disk alarm the broker would read this
   * connection no more, and the connector would wait on it, with all its channels.
   */
  void prepare(Connection connection) throws IOException {
    topology.declare(connection);
  }

  void connected(Link link) {
    links.connected();
    var unused =
        Infrastructure.getDefaultWorkerPool()
            .schedule(
                () -> connected.fireAsync(new BrokerConnected(link.name())),
                SETTLE_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  void returned(Return message) {
    proof.returned(message);
  }

  /** The failure, in words; the connector tries again. */
  IllegalStateException refused(Link link, Throwable failure) {
    Optional<String> incurable = Diagnosis.of(failure);
    String why = incurable.orElseGet(() -> "RabbitMQ failed while connecting: " + failure);
    if (incurable.isPresent()) {
      links.refused(why);
    } else {
      LOG.warnf("channel %s: %s", link.name(), why);
      link.failed(why);
    }
    return new IllegalStateException(why, failure);
  }
}
