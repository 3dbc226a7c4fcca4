package io.github.registrationmail.broker;

import com.rabbitmq.client.Address;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The nodes of a cluster in another order for each connection: the client tries one after the
 * other, but goes to none after one that takes the connection and fails on it, and all replicas
 * would be on the first.
 */
final class NodesAtRandom extends RabbitMQOptions {

  NodesAtRandom(RabbitMQOptions options) {
    super(options);
  }

  @Override
  public List<Address> getAddresses() {
    List<Address> nodes = new ArrayList<>(super.getAddresses());
    Collections.shuffle(nodes, ThreadLocalRandom.current());
    return nodes;
  }
}
