package io.github.registrationmail.mail;

import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.RouteProof;
import io.github.registrationmail.text.OneLine;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.vertx.rabbitmq.RabbitMQMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * One message as it came from the broker, to be acknowledged at most once.
 *
 * <p>After a reconnect the broker counts delivery tags from 1 again, so a late ack could hit
 * another message: deliveries of a consumer that is gone are not acknowledged, the broker has them
 * back.
 */
final class Delivery {

  static final String CHANNEL = "mail";

  /** In bytes; an id has 19 at most, and what is larger was not made by this service. */
  private static final int LONGEST_BODY = 1024;

  private static final int LONGEST_NAME = 100;

  private final Message<?> message;
  private final Optional<IncomingRabbitMQMetadata> metadata;
  private final BrokerLinks links;

  Delivery(Message<?> message, BrokerLinks links) {
    if (!(message instanceof IncomingRabbitMQMessage<?>)) {
      throw new IllegalStateException("No message of the connector: " + message.getClass());
    }
    this.message = message;
    this.metadata = message.getMetadata(IncomingRabbitMQMetadata.class);
    this.links = links;
  }

  /** The user id, if the body is one; a body that is too large for that is not read. */
  Optional<Long> userId() {
    if (isTooLarge()) {
      return Optional.empty();
    }
    try {
      long id = Long.parseLong(body());
      return id > 0 ? Optional.of(id) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The attempt, counted from 1; absent if the header is missing or no such number. */
  Optional<Integer> attempt() {
    return metadata
        .map(data -> data.getHeaders().get("x-attempt"))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).intValue())
        .filter(attempt -> attempt >= 1);
  }

  /** The trace that the message came with. */
  Context trace() {
    return TracingMetadata.fromMessage(message)
        .map(TracingMetadata::getCurrentContext)
        .orElseGet(Context::root);
  }

  boolean isRouteProbe() {
    return RouteProof.isProbe(metadata.flatMap(IncomingRabbitMQMetadata::getType));
  }

  boolean isRedelivered() {
    return metadata.map(IncomingRabbitMQMetadata::isRedeliver).orElse(false);
  }

  /** Names the message in a log line without repeating its body. */
  String name() {
    return metadata
        .flatMap(IncomingRabbitMQMetadata::getMessageId)
        .map(id -> OneLine.of(id, LONGEST_NAME))
        .orElse("without message id");
  }

  /** Gathered with those of the same moment, see {@link BrokerLinks#ack}. */
  Uni<Void> ack() {
    if (message instanceof IncomingRabbitMQMessage<?> delivered) {
      RabbitMQMessage origin = delivered.message;
      links.ack(CHANNEL, origin.consumerTag(), origin.envelope().getDeliveryTag());
      return Uni.createFrom().voidItem();
    }
    return settle(message::ack);
  }

  /** Rejects the message into the dead-letter queue. */
  Uni<Void> deadLetter(String reason) {
    return settle(() -> message.nack(new DeadLettered(reason)));
  }

  private Uni<Void> settle(Supplier<CompletionStage<Void>> settlement) {
    return isCurrent()
        ? Uni.createFrom().completionStage(settlement).onFailure().recoverWithNull()
        : Uni.createFrom().voidItem();
  }

  private boolean isCurrent() {
    return !(message instanceof IncomingRabbitMQMessage<?> delivered)
        || links.isCurrent(CHANNEL, delivered.message.consumerTag());
  }

  private boolean isTooLarge() {
    return message.getPayload() instanceof byte[] bytes && bytes.length > LONGEST_BODY
        || message.getPayload() instanceof String text && text.length() > LONGEST_BODY;
  }

  private String body() {
    return message.getPayload() instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(message.getPayload());
  }

  /** Why a message was dead-lettered; the connector wants an exception. */
  private static final class DeadLettered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadLettered(String reason) {
      super(reason, null, false, false);
    }
  }
}
