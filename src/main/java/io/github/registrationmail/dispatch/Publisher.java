package io.github.registrationmail.dispatch;

import io.github.registrationmail.async.Contexts;
import io.github.registrationmail.async.TimeLimit;
import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.DelayStrategy;
import io.github.registrationmail.broker.RouteProof;
import io.github.registrationmail.dispatch.Confirmation.Confirmed;
import io.github.registrationmail.dispatch.Confirmation.Unconfirmed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Publishes the user id with publisher confirm, and always ends: confirmed, refused or out of time.
 *
 * <p>The connector forgets a confirm that was lost with its channel, so the deadline and the bound
 * on what is in flight are kept here and the channels themselves have no bound.
 */
@Singleton
class Publisher {

  private static final Logger LOG = Logger.getLogger(Publisher.class);
  private static final String FIRST = "registrations";
  private static final String AGAIN = "mail-retries";

  /** RabbitMQ writes only these to disk. */
  private static final int PERSISTENT = 2;

  private final Emitter<String> registrations;
  private final Emitter<String> retries;
  private final DelayStrategy delays;
  private final BrokerLinks links;
  private final PublishConfig config;
  private final Timer latency;
  private final AtomicInteger inFlight = new AtomicInteger();

  Publisher(
      @Channel(FIRST) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<String> registrations,
      @Channel(AGAIN) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> retries,
      DelayStrategy delays,
      BrokerLinks links,
      PublishConfig config,
      MeterRegistry meters) {
    this.registrations = registrations;
    this.retries = retries;
    this.delays = delays;
    this.links = links;
    this.config = config;
    this.latency = meters.timer("registration.publish.confirm");
    Gauge.builder("registration.publish.in.flight", inFlight, AtomicInteger::get).register(meters);
  }

  /**
   * The connector connects with the first message only, so each channel is sent a probe at once.
   *
   * <p>All that follows it does on the context of that message, and it has each message written by
   * a worker thread before it takes up the next one. On an event loop's context the two threads
   * would wake each other for each message.
   */
  void connect(@Observes StartupEvent event, Vertx vertx) {
    Contexts.onThreadOf(FIRST, vertx, () -> registrations.send(probe()));
    Contexts.onThreadOf(AGAIN, vertx, () -> retries.send(probe()));
  }

  /** Whether a publish has a chance now. While it has none, rows stay as they are. */
  boolean isReady() {
    return links.canPublish(FIRST) && links.canPublish(AGAIN);
  }

  Uni<Confirmation> publish(Dispatch dispatch, Context trace) {
    if (!isReady()) {
      return Uni.createFrom().item(new Unconfirmed("RabbitMQ is not connected"));
    }
    if (inFlight.incrementAndGet() > config.maxInFlight()) {
      inFlight.decrementAndGet();
      return Uni.createFrom().item(new Unconfirmed("too many publishes in flight"));
    }
    long start = System.nanoTime();
    return Contexts.returning(TimeLimit.of(config.deadline(), send(dispatch, trace)))
        .onFailure(TimeoutException.class)
        .recoverWithItem(() -> new Unconfirmed("no confirm within " + config.deadline()))
        .onTermination()
        .invoke(inFlight::decrementAndGet)
        .invoke(result -> log(dispatch, result, start));
  }

  /**
   * Sends on a context of its own: the connector ends the span that it finds on the context, and
   * when the message's trace is not recorded that is the caller's span.
   */
  private Uni<Confirmation> send(Dispatch dispatch, Context trace) {
    CompletableFuture<Confirmation> confirmation = new CompletableFuture<>();
    Message<String> message =
        Message.of(
            Long.toString(dispatch.userId()),
            Metadata.of(metadata(dispatch), TracingMetadata.withCurrent(trace)),
            () -> end(confirmation, new Confirmed()),
            refused -> end(confirmation, new Unconfirmed(refused.toString())));
    Contexts.apart(() -> emitter(dispatch).send(message));
    return Uni.createFrom().completionStage(confirmation);
  }

  private static CompletableFuture<Void> end(
      CompletableFuture<Confirmation> confirmation, Confirmation result) {
    confirmation.complete(result);
    return CompletableFuture.completedFuture(null);
  }

  private Emitter<String> emitter(Dispatch dispatch) {
    return dispatch.attempt() == 1 ? registrations : retries;
  }

  private OutgoingRabbitMQMetadata metadata(Dispatch dispatch) {
    DelayStrategy.Address address = delays.address(dispatch.delay());
    return OutgoingRabbitMQMetadata.builder()
        .withRoutingKey(address.routingKey())
        .withHeaders(address.headers())
        .withHeader("x-attempt", dispatch.attempt())
        .withMessageId(dispatch.messageId())
        .withDeliveryMode(PERSISTENT)
        .build();
  }

  private Message<String> probe() {
    return Message.of(RouteProof.PROBE)
        .addMetadata(
            OutgoingRabbitMQMetadata.builder()
                .withRoutingKey(delays.address(Duration.ZERO).routingKey())
                .withType(RouteProof.PROBE)
                .build());
  }

  private void log(Dispatch dispatch, Confirmation result, long start) {
    if (result instanceof Unconfirmed unconfirmed) {
      LOG.warnf(
          "user %d: attempt %d not confirmed by the broker (%s), the sweep sends it again",
          dispatch.userId(), dispatch.attempt(), unconfirmed.reason());
    } else {
      latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      LOG.debugf(
          "user %d: attempt %d confirmed by the broker, delay %s",
          dispatch.userId(), dispatch.attempt(), dispatch.delay());
    }
  }
}
