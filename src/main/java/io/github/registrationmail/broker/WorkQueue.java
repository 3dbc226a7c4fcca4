package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Questions about the work queue, asked over a connection the service has anyway. */
@Singleton
public class WorkQueue {

  private static final Logger LOG = Logger.getLogger(WorkQueue.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Messages waiting from which on no probe is added to them. */
  private static final long BUSY = 100;

  /** Proofs of the route after which a consumer that got nothing counts as forgotten. */
  private static final int SILENT_TURNS = 4;

  private final BrokerConfig config;
  private final BrokerLinks links;
  private final Route route;
  private volatile int deliverableTurns;

  WorkQueue(BrokerConfig config, BrokerLinks links, Route route) {
    this.config = config;
    this.links = links;
    this.route = route;
  }

  /** Messages ready for delivery; 0 when the broker cannot be asked. */
  public Uni<Long> ready() {
    return onWorker(links::answering, this::count).onFailure().recoverWithItem(0L);
  }

  /** Declares the topology again and proves the route, after the broker took the queue away. */
  public Uni<Void> restore() {
    links.cancelled();
    return ensureRoute().replaceWithVoid();
  }

  /** Proves the route at once on a new connection. */
  void connected(@ObservesAsync BrokerConnected event) {
    ensureRoute().await().atMost(TIMEOUT);
  }

  /**
   * A binding can go away under a connection that stays; and when a quorum queue is deleted and
   * declared again within milliseconds, RabbitMQ (3.10) does not tell its consumers. So each one
   * must be given something now and then, a probe at least.
   */
  @Scheduled(
      every = "${registration.broker.prove-every:30s}",
      delayed = "${registration.broker.prove-every:30s}",
      identity = "route-proof",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> proveRoute() {
    return ready()
        .chain(ready -> ready < BUSY ? ensureRoute() : Uni.createFrom().item(true))
        .invoke(this::turn)
        .replaceWithVoid();
  }

  /** Only a consumer that should have been given something in each of these turns is silent. */
  private void turn(boolean deliverable) {
    deliverableTurns = deliverable ? deliverableTurns + 1 : 0;
    if (deliverableTurns > SILENT_TURNS) {
      links.reviveSilent(config.proveEvery().multipliedBy(SILENT_TURNS));
    }
  }

  /** Whether what is published now reaches the queue. */
  private Uni<Boolean> ensureRoute() {
    return links.publishing().isEmpty()
        ? Uni.createFrom().item(false)
        : onWorker(links::publishing, route::ensure)
            .onFailure()
            .recoverWithItem(this::notProven)
            .invoke(links::routed)
            .map(Optional::isEmpty);
  }

  private Optional<String> notProven(Throwable failure) {
    Optional<String> incurable = Diagnosis.of(failure);
    incurable.ifPresentOrElse(
        links::refused, () -> LOG.warnf("the route to the work queue is not proven: %s", failure));
    return incurable.or(() -> Optional.of("the route is not proven: " + failure));
  }

  private long count(Connection connection) throws IOException {
    try (Channel channel = connection.createChannel()) {
      return channel.messageCount(config.queue());
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static <T> Uni<T> onWorker(
      Supplier<Optional<Connection>> connection, Question<T> question) {
    return Uni.createFrom()
        .item(() -> ask(connection, question))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private static <T> T ask(Supplier<Optional<Connection>> connection, Question<T> question) {
    try {
      return question.ask(
          connection.get().orElseThrow(() -> new IOException("RabbitMQ is not connected")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Question<T> {
    T ask(Connection connection) throws IOException;
  }
}
