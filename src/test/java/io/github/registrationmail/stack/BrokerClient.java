package io.github.registrationmail.stack;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A plain RabbitMQ client that has declared what the service declares. */
final class BrokerClient implements AutoCloseable {

  static final String DELAYED = "user.delay";
  static final String WORK = "user.registered.mail";
  static final String DEAD = "user.registered.mail.dead";
  static final String KEY = "user.registered";

  private final AtomicReference<Socket> socket = new AtomicReference<>();
  private final Connection connection;
  private final Channel channel;

  private BrokerClient(int port) throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setSocketConfigurator(socket::set);
    factory.setExceptionHandler(new Quiet());
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  static BrokerClient connect(int port) throws IOException, TimeoutException {
    return new BrokerClient(port);
  }

  Channel channel() {
    return channel;
  }

  BrokerClient declare() throws IOException {
    channel.exchangeDeclare(
        DELAYED, "x-delayed-message", true, false, Map.of("x-delayed-type", "direct"));
    channel.exchangeDeclare("user.dead", "direct", true);
    queue(DEAD, Map.of());
    channel.queueBind(DEAD, "user.dead", KEY);
    queue(WORK, Map.of("x-dead-letter-exchange", "user.dead", "x-delivery-limit", 20));
    channel.queueBind(WORK, DELAYED, KEY);
    return this;
  }

  void queue(String name, Map<String, Object> arguments) throws IOException {
    var all = new HashMap<>(arguments);
    all.put("x-queue-type", "quorum");
    channel.queueDeclare(name, true, false, false, all);
  }

  void publish(String id, Map<String, Object> headers) throws IOException {
    publish(DELAYED, KEY, id, headers);
  }

  void publish(String exchange, String key, String id, Map<String, Object> headers)
      throws IOException {
    var properties =
        new BasicProperties.Builder().messageId(id).headers(headers).deliveryMode(2).build();
    channel.basicPublish(exchange, key, true, properties, id.getBytes());
  }

  /** Deliveries as they come, to be acknowledged by the test. */
  BlockingQueue<Delivery> consume(String queue) throws IOException {
    var deliveries = new LinkedBlockingQueue<Delivery>();
    channel.basicConsume(queue, false, (tag, delivery) -> deliveries.add(delivery), tag -> {});
    return deliveries;
  }

  static Delivery next(BlockingQueue<Delivery> deliveries) throws InterruptedException {
    var delivery = deliveries.poll(5, TimeUnit.SECONDS);
    if (delivery == null) {
      throw new AssertionError("nothing was delivered");
    }
    return delivery;
  }

  static String id(Delivery delivery) {
    return delivery.getProperties().getMessageId();
  }

  /** Cuts the TCP connection without a word. */
  void kill() throws IOException {
    socket.get().close();
  }

  @Override
  public void close() {
    connection.abort();
  }

  /** Connections end all the time in these tests. */
  private static final class Quiet extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable e) {}
  }
}
