package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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

  WorkQueue(BrokerConfig config, BrokerLinks links, Route route) {
    this.config = config;
    this.links = links;
    this.route = route;
  }

  /** Messages ready for delivery; 0 when the broker cannot be asked. */
  public Uni<Long> ready() {
    return onWorker(this::count).onFailure().recoverWithItem(0L);
  }

  /** Declares the topology again and proves the route, after the broker took the queue away. */
  public Uni<Void> restore() {
    links.cancelled();
    return ensureRoute();
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
        .chain(ready -> ready < BUSY ? ensureRoute() : Uni.createFrom().voidItem())
        .invoke(() -> links.reviveSilent(config.proveEvery().multipliedBy(SILENT_TURNS)));
  }

  private Uni<Void> ensureRoute() {
    return links.anyConnection().isEmpty()
        ? Uni.createFrom().voidItem()
        : onWorker(route::ensure)
            .onFailure()
            .recoverWithItem(this::notProven)
            .invoke(links::routed)
            .replaceWithVoid();
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

  private <T> Uni<T> onWorker(Question<T> question) {
    return Uni.createFrom()
        .item(() -> ask(question))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.ask(
          links.anyConnection().orElseThrow(() -> new IOException("RabbitMQ is not connected")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Question<T> {
    T ask(Connection connection) throws IOException;
  }
}
