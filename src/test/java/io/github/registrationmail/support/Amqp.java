package io.github.registrationmail.support;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A connection to the broker of the service under test, beside the service's own. */
public final class Amqp implements AutoCloseable {

  private final Connection connection;
  private final Channel channel;

  public Amqp() {
    this(factory());
  }

  /** To the broker at this port of the machine. */
  public Amqp(int port) {
    this(factory("127.0.0.1", port));
  }

  private Amqp(ConnectionFactory factory) {
    try {
      connection = factory.newConnection();
      channel = connection.createChannel();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bodies of the dead letters there are, which are taken out. */
  public List<String> deadLetters() {
    return take("user.registered.mail.dead");
  }

  /** How many messages are ready in this queue. */
  public long messages(String queue) {
    AtomicLong count = new AtomicLong();
    run(open -> count.set(open.messageCount(queue)));
    return count.get();
  }

  /** Publishes straight to the work queue. */
  public void deliver(String body, Map<String, Object> headers) {
    publish("", "user.registered.mail", body, new AMQP.BasicProperties.Builder().headers(headers));
  }

  /** Publishes anywhere, as text. */
  public void publish(
      String exchange, String key, String body, AMQP.BasicProperties.Builder properties) {
    run(
        open ->
            open.basicPublish(
                exchange,
                key,
                properties.contentType("text/plain").deliveryMode(2).build(),
                body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Anything else that is done to a channel. */
  public void run(Work work) {
    try {
      work.on(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> take(String queue) {
    List<String> bodies = new ArrayList<>();
    run(
        open -> {
          Optional<GetResponse> next = Optional.ofNullable(open.basicGet(queue, true));
          while (next.isPresent()) {
            bodies.add(new String(next.get().getBody(), StandardCharsets.UTF_8));
            next = Optional.ofNullable(open.basicGet(queue, true));
          }
        });
    return bodies;
  }

  @Override
  public void close() {
    connection.abort(Math.toIntExact(Duration.ofSeconds(2).toMillis()));
  }

  private static ConnectionFactory factory() {
    Config config = ConfigProvider.getConfig();
    return factory(
        config.getValue("rabbitmq-host", String.class),
        config.getValue("rabbitmq-port", Integer.class));
  }

  private static ConnectionFactory factory(String host, int port) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(host);
    factory.setPort(port);
    return factory;
  }

  /** What is done to the channel. */
  @FunctionalInterface
  public interface Work {
    void on(Channel channel) throws Exception;
  }
}
