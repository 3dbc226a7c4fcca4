package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection on trial: connects, declares, disconnects. */
@Singleton
class Trial {

  private static final long TIMEOUT_SECONDS = 8;

  private final Vertx vertx;
  private final Topology topology;

  Trial(Vertx vertx, Topology topology) {
    this.vertx = vertx;
    this.topology = topology;
  }

  /** Why it failed, empty if it did not. Blocks up to 8 seconds. */
  Optional<Throwable> run(RabbitMQOptions options) {
    RabbitMQOptions once = new RabbitMQOptions(options);
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
