package io.github.registrationmail.chaos;

import io.github.registrationmail.support.ServiceProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The processes of the service. */
final class Replicas implements AutoCloseable {

  private static final int STARTS = 3;

  private final Map<String, String> environment;
  private final List<ServiceProcess> processes;

  Replicas(int count, Map<String, String> environment) {
    this.environment = environment;
    this.processes = new CopyOnWriteArrayList<>(Stream.generate(this::start).limit(count).toList());
  }

  /** One of them in turn, alive or not. */
  ServiceProcess number(int turn) {
    return processes.get(turn % processes.size());
  }

  /** SIGKILL, to one of them in turn. */
  void kill(int turn) {
    number(turn).kill();
  }

  /** Returns when the one that was killed can take registrations again. */
  void restart(int turn) {
    processes.set(turn % processes.size(), start());
  }

  /** More than once, because somebody may have taken the port that was free a moment ago. */
  private ServiceProcess start() {
    for (int i = 1; ; i++) {
      ServiceProcess service = ServiceProcess.launch(environment);
      try {
        service.awaitReady();
        return service;
      } catch (IllegalStateException e) {
        if (i == STARTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(ServiceProcess::close);
  }
}
