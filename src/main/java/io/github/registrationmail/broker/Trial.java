package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection to each node on trial, until one succeeds: connects, declares, disconnects. */
@Singleton
class Trial {

  private static final long TIMEOUT_SECONDS = 8;

  private final Vertx vertx;
  private final Topology topology;

  Trial(Vertx vertx, Topology topology) {
    this.vertx = vertx;
    this.topology = topology;
  }

  /**
   * Why none has succeeded, empty if one has; what only a person can cure is found out although
   * another node is away. Blocks up to 8 seconds for each node.
   */
  Optional<Throwable> run(RabbitMQOptions options) {
    Optional<Throwable> failure = Optional.empty();
    for (RabbitMQOptions node : nodes(options)) {
      failure = connect(node);
      if (failure.isEmpty() || failure.flatMap(Diagnosis::of).isPresent()) {
        break;
      }
    }
    return failure;
  }

  /** Options that name no addresses go by host and port. */
  private static List<RabbitMQOptions> nodes(RabbitMQOptions options) {
    List<RabbitMQOptions> each =
        options.getAddresses().stream()
            .map(node -> new RabbitMQOptions(options).setAddresses(List.of(node)))
            .toList();
    return each.isEmpty() ? List.of(new RabbitMQOptions(options)) : each;
  }

  private Optional<Throwable> connect(RabbitMQOptions once) {
    once.setReconnectAttempts(0).setConnectionName("trial").setMetricsCollector(new Declaring());
    RabbitMQClient client = RabbitMQClient.create(vertx, once);
    try {
      client
          .start()
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException | TimeoutException failure) {
      return Optional.of(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      return Optional.of(failure);
    } finally {
      var unused = client.stop();
    }
  }

  /** Declares on the connection under trial. */
  private final class Declaring extends NoOpMetricsCollector {
    @Override
    public void newConnection(Connection connection) {
      try {
        topology.declare(connection);
      } catch (IOException failure) {
        connection.abort();
        throw new UncheckedIOException(failure);
      }
    }
  }
}
