package io.github.registrationmail.support;

import com.rabbitmq.client.GetResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue that all events of the service under test are routed to. */
public final class EventQueue implements AutoCloseable {

  /**
   * One message.
   *
   * @param contentType as the message has it
   */
  public record Told(
      String key, String contentType, String messageId, int deliveryMode, String body) {

    static Told of(GetResponse got) {
      return new Told(
          got.getEnvelope().getRoutingKey(),
          got.getProps().getContentType(),
          got.getProps().getMessageId(),
          got.getProps().getDeliveryMode(),
          new String(got.getBody(), StandardCharsets.UTF_8));
    }

    public JsonObject event() {
      return new JsonObject(body);
    }
  }

  private final String queue = "events-test-" + System.nanoTime();
  private final Amqp amqp;
  private final List<Told> told = new ArrayList<>();

  /**
   * @param exchange that is there
   */
  public EventQueue(Amqp amqp, String exchange) {
    this.amqp = amqp;
    amqp.run(
        channel -> {
          channel.queueDeclare(queue, true, false, false, null);
          channel.queueBind(queue, exchange, "#");
        });
  }

  /** All that came about this registration, in this order. */
  public List<Told> about(long id) {
    return all().stream().filter(one -> one.event().getString("subject").equals("" + id)).toList();
  }

  private List<Told> all() {
    amqp.run(
        channel -> {
          Optional<GetResponse> next = Optional.ofNullable(channel.basicGet(queue, true));
          while (next.isPresent()) {
            told.add(Told.of(next.get()));
            next = Optional.ofNullable(channel.basicGet(queue, true));
          }
        });
    return List.copyOf(told);
  }

  @Override
  public void close() {
    amqp.run(channel -> channel.queueDelete(queue));
    amqp.close();
  }
}
