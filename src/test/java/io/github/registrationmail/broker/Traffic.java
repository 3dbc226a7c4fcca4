package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/** Many messages through one strategy; each body is its number and when it is due. */
final class Traffic {

  /** Confirms are waited for in groups of this size. */
  private static final int WINDOW = 500;

  private final Names names;
  private final DelayStrategy strategy;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  /** One delivery and how late it came. */
  record Arrival(int number, double lateMillis) {}

  Traffic(DelayConfig.Strategy kind, Names names, List<Duration> steps) {
    this.names = names;
    this.strategy = new DelayStrategies().strategy(() -> kind, names, () -> steps);
  }

  void declare(Connection connection) throws IOException {
    new Topology(names, strategy).declare(connection);
  }

  /** Publishes numbers from (inclusive) to (exclusive), all confirmed in the end. */
  void publish(Channel channel, int from, int to, Duration delay) throws Exception {
    channel.confirmSelect();
    for (int number = from; number < to; number++) {
      publish(channel, number, delay);
      if (number % WINDOW == WINDOW - 1) {
        channel.waitForConfirmsOrDie(60_000);
      }
    }
    channel.waitForConfirmsOrDie(60_000);
  }

  void publish(Channel channel, int number, Duration delay) throws IOException {
    DelayStrategy.Address to = strategy.address(delay);
    String body = number + " " + (System.currentTimeMillis() + delay.toMillis());
    channel.basicPublish(
        strategy.exchange(),
        to.routingKey(),
        new AMQP.BasicProperties.Builder().headers(to.headers()).deliveryMode(2).build(),
        body.getBytes());
  }

  void consume(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    channel.basicQos(500);
    channel.basicConsume(
        names.queue(),
        false,
        (tag, delivery) -> {
          arrivals.add(arrival(delivery));
          channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        },
        tag -> {});
  }

  private static Arrival arrival(Delivery delivery) {
    String[] body = new String(delivery.getBody()).split(" ");
    return new Arrival(
        Integer.parseInt(body[0]), System.currentTimeMillis() - Double.parseDouble(body[1]));
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  void forget() {
    arrivals.clear();
  }

  /** How late the given share of all arrivals was at most, in milliseconds. */
  static double late(List<Arrival> arrivals, double share) {
    double[] sorted = arrivals.stream().mapToDouble(Arrival::lateMillis).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }

  void delete(BrokerAddress address, List<Duration> steps) throws IOException, TimeoutException {
    try (Connection cleaning = address.connect()) {
      names.deleteAll(cleaning, steps);
    }
  }
}
