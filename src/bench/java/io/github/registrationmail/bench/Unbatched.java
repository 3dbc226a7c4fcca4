package io.github.registrationmail.bench;

import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This service once more, with batches off and as many statements at once as it can, and queues and
 * a database of its own.
 */
final class Unbatched implements AutoCloseable {

  private final RunBroker broker;
  private final RunDatabase database = RunDatabase.ofEnvironment();
  private final ServiceProcess service;

  /**
   * @param environment of the service with batches
   * @param firstDelay of its timetable
   */
  Unbatched(List<String> command, Map<String, String> environment, Duration firstDelay) {
    broker = RunBroker.ofEnvironment(firstDelay);
    service = ServiceProcess.launch(command, environment(environment));
  }

  private Map<String, String> environment(Map<String, String> batched) {
    Map<String, String> environment = new HashMap<>(batched);
    environment.putAll(broker.environment());
    environment.putAll(database.environment());
    environment.put("REGISTRATION_BATCH_SIZE", "1");
    environment.put("REGISTRATION_BATCH_LANES", "16");
    return environment;
  }

  /** Waits until it delivers. */
  Contender contender() {
    service.awaitDelivering();
    return Contender.of("batches off", service);
  }

  @Override
  public void close() {
    service.close();
    broker.close();
    database.close();
  }
}
