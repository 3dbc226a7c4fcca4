package io.github.registrationmail.broker;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has the route to the work queue proven on each new connection and now and then, and starts a
 * consumer anew that gets none of the probes.
 */
@Singleton
public class RouteWatch {

  private static final Logger LOG = Logger.getLogger(RouteWatch.class);

  /** Messages waiting from which on no probe is added to them. */
  private static final long BUSY = 100;

  /** Proofs of the route after which a consumer that got nothing counts as forgotten. */
  private static final int SILENT_PROOFS = 4;

  private final BrokerConfig config;
  private final BrokerLinks links;
  private final WorkQueue queue;
  private final RouteProof proof;
  private volatile int deliverableProofs;

  RouteWatch(BrokerConfig config, BrokerLinks links, WorkQueue queue, RouteProof proof) {
    this.config = config;
    this.links = links;
    this.queue = queue;
    this.proof = proof;
  }

  /** Declares the topology again and proves the route, after the broker took the queue away. */
  public Uni<Void> restore() {
    links.cancelled();
    return ensureRoute().replaceWithVoid();
  }

  /** Proves the route at once on a new connection. */
  void connected(@ObservesAsync BrokerConnected event) {
    ensureRoute().await().atMost(Question.TIMEOUT);
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
    return queue
        .ready()
        .chain(ready -> ready < BUSY ? ensureRoute() : Uni.createFrom().item(true))
        .invoke(this::reviveSilent)
        .replaceWithVoid();
  }

  /** Only a consumer that should have been given something each time is silent. */
  private void reviveSilent(boolean deliverable) {
    deliverableProofs = deliverable ? deliverableProofs + 1 : 0;
    if (deliverableProofs > SILENT_PROOFS) {
      links.reviveSilent(config.proveEvery().multipliedBy(SILENT_PROOFS));
    }
  }

  /** Whether what is published now reaches the queue. */
  private Uni<Boolean> ensureRoute() {
    return links.publishing().isEmpty()
        ? Uni.createFrom().item(false)
        : Question.onWorker(links::publishing, proof::ensure)
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
}
