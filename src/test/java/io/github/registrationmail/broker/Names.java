package io.github.registrationmail.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Names of one test run, so that runs on a shared broker do not meet. */
record Names(String run) implements BrokerConfig {

  static Names unique() {
    return new Names("test-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Override
  public String delayedExchange() {
    return run + ".delay";
  }

  @Override
  public String stepsExchange() {
    return run + ".steps";
  }

  @Override
  public String queue() {
    return run + ".mail";
  }

  @Override
  public String routingKey() {
    return run + ".key";
  }

  @Override
  public String deadLetterExchange() {
    return run + ".dead";
  }

  @Override
  public String deadLetterQueue() {
    return run + ".mail.dead";
  }

  /** What the packaged service may be told to publish events to. */
  String events() {
    return run + ".events";
  }

  @Override
  public Optional<String> eventsExchange() {
    return Optional.empty();
  }

  @Override
  public Duration proveEvery() {
    return Duration.ofSeconds(1);
  }

  /** Every queue that the strategy's routes and dead letters end in. */
  List<String> queues(DelayStrategy strategy) {
    return strategy.routes().stream()
        .map(route -> route.equals(routingKey()) ? queue() : route)
        .toList();
  }

  /** Deletes what was declared under these names; what is not there does not matter. */
  void deleteAll(Connection connection, List<Duration> steps) {
    for (String exchange :
        List.of(delayedExchange(), stepsExchange(), deadLetterExchange(), events())) {
      on(connection, channel -> channel.exchangeDelete(exchange));
    }
    for (String queue : queues(new TtlQueues(this, () -> steps))) {
      on(connection, channel -> channel.queueDelete(queue));
    }
    on(connection, channel -> channel.queueDelete(deadLetterQueue()));
  }

  private static void on(Connection connection, Deletion deletion) {
    try (Channel channel = connection.createChannel()) {
      deletion.on(channel);
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      // it is not there
    }
  }

  /** The same for the packaged service. */
  Map<String, String> environment() {
    return Map.of(
        "REGISTRATION_BROKER_DELAYED_EXCHANGE", delayedExchange(),
        "REGISTRATION_BROKER_STEPS_EXCHANGE", stepsExchange(),
        "REGISTRATION_BROKER_QUEUE", queue(),
        "REGISTRATION_BROKER_ROUTING_KEY", routingKey(),
        "REGISTRATION_BROKER_DEAD_LETTER_EXCHANGE", deadLetterExchange(),
        "REGISTRATION_BROKER_DEAD_LETTER_QUEUE", deadLetterQueue(),
        "REGISTRATION_BROKER_PROVE_EVERY", "1s");
  }

  private interface Deletion {
    void on(Channel channel) throws IOException;
  }
}
