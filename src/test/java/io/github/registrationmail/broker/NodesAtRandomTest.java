package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.Address;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In which order the nodes of a cluster are tried. */
class NodesAtRandomTest {

  /** So many that none of six orders is missed, but once in 10^16 times. */
  private static final int CONNECTIONS = 200;

  private static final List<Address> NODES =
      Stream.of("mq1", "mq2", "mq3").map(Address::parseAddress).toList();

  private final NodesAtRandom options =
      new NodesAtRandom(new RabbitMQOptions().setAddresses(NODES));

  @Test
  void isAnotherForEachConnection() {
    Set<List<Address>> orders =
        Stream.generate(options::getAddresses).limit(CONNECTIONS).collect(Collectors.toSet());
    assertEquals(6, orders.size());
  }

  @Test
  void hasAllNodesEachTime() {
    Set<Set<Address>> nodes =
        Stream.generate(options::getAddresses)
            .limit(CONNECTIONS)
            .map(Set::copyOf)
            .collect(Collectors.toSet());
    assertEquals(Set.of(Set.copyOf(NODES)), nodes);
  }
}
