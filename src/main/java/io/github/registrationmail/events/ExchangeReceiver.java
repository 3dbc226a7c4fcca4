package io.github.registrationmail.events;

import io.github.registrationmail.async.Contexts;
import io.github.registrationmail.async.Seldom;
import io.github.registrationmail.async.TimeLimit;
import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.dispatch.PublishConfig;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Publishes events to the exchange; it has those that the broker has confirmed in time. */
@Singleton
class ExchangeReceiver implements Receiver {

  static final String CHANNEL = "events";

  private static final Logger LOG = Logger.getLogger(ExchangeReceiver.class);
  private static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

  /** RabbitMQ writes only these to disk. */
  private static final int PERSISTENT = 2;

  private final Emitter<String> emitter;
  private final BrokerLinks links;
  private final EventsConfig config;
  private final PublishConfig publish;
  private final Vertx vertx;
  private final AtomicBoolean hasAsked = new AtomicBoolean();
  private final Seldom warnings = new Seldom();

  ExchangeReceiver(
      @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> emitter,
      BrokerLinks links,
      EventsConfig config,
      PublishConfig publish,
      Vertx vertx) {
    this.emitter = emitter;
    this.links = links;
    this.config = config;
    this.publish = publish;
    this.vertx = vertx;
  }

  /** The connector connects with the first message, so the first event finds no connection. */
  @Override
  public boolean isReady() {
    return links.canPublishOrConnect(CHANNEL);
  }

  @Override
  public int batch() {
    return links.canPublish(CHANNEL) ? config.batch() : 1;
  }

  @Override
  public Uni<List<DueEvent>> tell(List<DueEvent> events) {
    Map<DueEvent, CompletableFuture<Boolean>> confirms = new LinkedHashMap<>();
    events.forEach(event -> confirms.put(event, new CompletableFuture<>()));
    send(confirms);
    CompletableFuture<Void> all =
        CompletableFuture.allOf(confirms.values().toArray(CompletableFuture[]::new));
    return TimeLimit.of(publish.deadline(), Uni.createFrom().completionStage(all))
        .onFailure(TimeoutException.class)
        .recoverWithNull()
        .map(ended -> confirmed(confirms));
  }

  /** Where the first is sent, all others are published. */
  private void send(Map<DueEvent, CompletableFuture<Boolean>> confirms) {
    if (hasAsked.compareAndSet(false, true)) {
      Contexts.onThreadOf(CHANNEL, vertx, () -> confirms.forEach(this::send));
    } else {
      Contexts.apart(() -> confirms.forEach(this::send));
    }
  }

  private void send(DueEvent event, CompletableFuture<Boolean> confirm) {
    emitter.send(
        Message.of(
            event.cloudEvent(config.source()),
            Metadata.of(metadata(event)),
            () -> end(confirm, true),
            refused -> end(confirm, false)));
  }

  private static CompletableFuture<Void> end(CompletableFuture<Boolean> confirm, boolean has) {
    confirm.complete(has);
    return CompletableFuture.completedFuture(null);
  }

  private static OutgoingRabbitMQMetadata metadata(DueEvent event) {
    return OutgoingRabbitMQMetadata.builder()
        .withRoutingKey(event.type())
        .withContentType(MEDIA_TYPE)
        .withMessageId(event.id())
        .withDeliveryMode(PERSISTENT)
        .build();
  }

  private List<DueEvent> confirmed(Map<DueEvent, CompletableFuture<Boolean>> confirms) {
    List<DueEvent> confirmed =
        confirms.entrySet().stream()
            .filter(event -> event.getValue().getNow(false))
            .map(Map.Entry::getKey)
            .toList();
    int missing = confirms.size() - confirmed.size();
    if (missing > 0) {
      warnings.say(
          before ->
              LOG.warnf(
                  "%d events not confirmed by the broker, they are published again", missing));
    }
    return confirmed;
  }
}
