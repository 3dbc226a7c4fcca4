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

  /**
   * Blocks until the broker has answered, or for 5 seconds; what is broken even so, empty when all
   * is well.
   */
  Optional<String> ensure(Connection connection) throws IOException {
    RouteProof.Result result = proof.prove(connection);
    if (result == RouteProof.Result.RETURNED) {
      topology.declare(connection);
      result = proof.prove(connection);
    }
    return result.trouble();
  }
}
