package io.github.registrationmail.support;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The RabbitMQ that {@code RABBITMQ_*} names, with queues and exchanges of this run's own; commands
 * in {@code chaos.rabbitmq.restart} and {@code chaos.rabbitmq.wipe} stop and start it.
 */
final class RabbitMq implements RunBroker {

  /** Attempts of a mail with the default timetable. */
  private static final int STEPS = 6;

  private final Optional<Command> restart = Command.of("chaos.rabbitmq.restart");
  private final Optional<Command> wipe = Command.of("chaos.rabbitmq.wipe");
  private final String queue = "run-" + System.currentTimeMillis();
  private final Duration firstDelay;

  RabbitMq(Duration firstDelay) {
    this.firstDelay = firstDelay;
  }

  @Override
  public String describe() {
    return "RabbitMQ "
        + version()
        + ", "
        + System.getenv().getOrDefault("REGISTRATION_DELAY_STRATEGY", "delayed-exchange");
  }

  @Override
  public boolean isReal() {
    return true;
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
    for (int step = 0; step < STEPS; step++) {
      channel.queueDelete(queue + ".wait." + (firstDelay.toMillis() << step));
    }
    for (String exchange : List.of(".delay", ".steps", ".dead")) {
      channel.exchangeDelete(queue + exchange);
    }
  }

  private static Connection connect() throws Exception {
    return RunBroker.connect(Environment.startingWith("RABBITMQ_"));
  }
}
