package io.github.registrationmail.chaos;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The RabbitMQ that {@code RABBITMQ_*} names, with queues and exchanges of this run's own; commands
 * in {@code chaos.rabbitmq.restart} and {@code chaos.rabbitmq.wipe} stop and start it.
 */
final class RabbitMq implements ChaosBroker {

  private static final List<Long> WAITS = List.of(3L, 6L, 12L, 24L, 48L, 96L);

  private final Optional<Command> restart = Command.of("chaos.rabbitmq.restart");
  private final Optional<Command> wipe = Command.of("chaos.rabbitmq.wipe");
  private final String queue = "chaos-" + System.currentTimeMillis();

  @Override
  public String describe() {
    return "RabbitMQ "
        + version()
        + ", "
        + System.getenv().getOrDefault("REGISTRATION_DELAY_STRATEGY", "delayed-exchange");
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Environment.startingWith("RABBITMQ_"));
    environment.put("REGISTRATION_BROKER_QUEUE", queue);
    environment.put("REGISTRATION_BROKER_ROUTING_KEY", queue);
    environment.put("REGISTRATION_BROKER_DELAYED_EXCHANGE", queue + ".delay");
    environment.put("REGISTRATION_BROKER_STEPS_EXCHANGE", queue + ".steps");
    environment.put("REGISTRATION_BROKER_DEAD_LETTER_EXCHANGE", queue + ".dead");
    environment.put("REGISTRATION_BROKER_DEAD_LETTER_QUEUE", queue + ".dead");
    return environment;
  }

  @Override
  public boolean canRestart() {
    return restart.isPresent();
  }

  @Override
  public void restart() {
    restart.orElseThrow().run();
  }

  @Override
  public boolean canWipe() {
    return wipe.isPresent();
  }

  @Override
  public void wipe() {
    wipe.orElseThrow().run();
  }

  private String version() {
    try (Connection connection = connect()) {
      return String.valueOf(connection.getServerProperties().get("version"));
    } catch (Exception e) {
      throw new IllegalStateException("RabbitMQ cannot be reached", e);
    }
  }

  /** Leaves nothing behind. */
  @Override
  public void close() {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      delete(channel);
    } catch (Exception e) {
      throw new IllegalStateException("the queues of the run could not be deleted", e);
    }
  }

  private void delete(Channel channel) throws IOException {
    channel.queueDelete(queue);
    channel.queueDelete(queue + ".dead");
    for (long wait : WAITS) {
      channel.queueDelete(queue + ".wait." + wait * 1000);
    }
    for (String exchange : List.of(".delay", ".steps", ".dead")) {
      channel.exchangeDelete(queue + exchange);
    }
  }

  private static Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(Environment.get("RABBITMQ_HOST", "localhost"));
    factory.setPort(Integer.parseInt(Environment.get("RABBITMQ_PORT", "5672")));
    factory.setUsername(Environment.get("RABBITMQ_USERNAME", "guest"));
    factory.setPassword(Environment.get("RABBITMQ_PASSWORD", "guest"));
    factory.setVirtualHost(Environment.get("RABBITMQ_VHOST", "/"));
    return factory.newConnection("chaos run");
  }
}
