package io.github.registrationmail.support;

import io.github.registrationmail.stack.EmbeddedBroker;
import java.util.Map;

/** Keeps everything in memory: each restart is a wipe as well. */
final class EmbeddedRunBroker implements RunBroker {

  private final EmbeddedBroker broker = new EmbeddedBroker();
  private final int port = broker.start(0);

  @Override
  public String describe() {
    return "embedded broker (each restart loses everything it holds)";
  }

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "RABBITMQ_HOST", "127.0.0.1",
        "RABBITMQ_PORT", Integer.toString(port),
        "RABBITMQ_USERNAME", "guest",
        "RABBITMQ_PASSWORD", "guest",
        "RABBITMQ_VHOST", "/");
  }

  @Override
  public boolean canRestart() {
    return true;
  }

  @Override
  public void restart() {
    broker.stop();
    Pause.millis(1_000);
    broker.start();
  }

  @Override
  public boolean canWipe() {
    return true;
  }

  @Override
  public void wipe() {
    restart();
  }

  @Override
  public void close() {
    broker.close();
  }
}
