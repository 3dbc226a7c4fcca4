package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** The way from the exchange to the work queue: proven, and declared again where it is broken. */
@Singleton
class Route {

  private final Topology topology;
  private final RouteProof proof;

  Route(Topology topology, RouteProof proof) {
    this.topology = topology;
    this.proof = proof;
  }

  /** Blocks until the broker has answered; what is broken even so, empty when all is well. */
  Optional<String> ensure(Connection connection) throws IOException {
    if (proof.prove(connection)) {
      return Optional.empty();
    }
    topology.declare(connection);
    return proof.prove(connection)
        ? Optional.empty()
        : Optional.of("not routable: what is published does not reach a queue");
  }
}
