package io.github.registrationmail.mail;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.smallrye.reactive.messaging.rabbitmq.ClientHolder;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.smallrye.reactive.messaging.rabbitmq.fault.RabbitMQFailureHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Context;
import io.vertx.rabbitmq.RabbitMQMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** A message as the connector hands it over, without a broker: the first of its consumer. */
final class HandMade implements RabbitMQFailureHandler {

  /** The tag of its consumer. */
  static final String CONSUMER = "tag";

  private final List<String> rejected = new CopyOnWriteArrayList<>();
  private final IncomingRabbitMQMessage<Object> message;

  private HandMade(String body, BasicProperties properties) {
    this.message =
        new IncomingRabbitMQMessage<>(
            new io.vertx.mutiny.rabbitmq.RabbitMQMessage(new Received(body, properties)),
            new ClientHolder(null, null, null, null),
            this,
            null,
            "application/octet-stream");
  }

  static HandMade of(String body, BasicProperties properties) {
    return new HandMade(body, properties);
  }

  /** One of the service's own. */
  static HandMade of(long id, int attempt) {
    return of(
        Long.toString(id),
        new AMQP.BasicProperties.Builder().headers(Map.of("x-attempt", attempt)).build());
  }

  IncomingRabbitMQMessage<Object> message() {
    return message;
  }

  /** Why it was rejected, once for each time. */
  List<String> rejected() {
    return List.copyOf(rejected);
  }

  @Override
  public <V> CompletionStage<Void> handle(
      IncomingRabbitMQMessage<V> unused, Metadata metadata, Context context, Throwable reason) {
    rejected.add(reason.getMessage());
    return CompletableFuture.completedFuture(null);
  }

  private record Received(String text, BasicProperties properties) implements RabbitMQMessage {
    @Override
    public Buffer body() {
      return Buffer.buffer(text);
    }

    @Override
    public String consumerTag() {
      return CONSUMER;
    }

    @Override
    public Envelope envelope() {
      return new Envelope(1, false, "exchange", "key");
    }

    @Override
    public Integer messageCount() {
      return 0;
    }
  }
}
