package io.github.registrationmail.broker;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Tries the broker before the service starts: what only a person can cure stops the start with one
 * sentence, a broker that is not there yet is waited for. Later on, it finds out why a connection
 * does not come back.
 */
@Singleton
class Preflight {

  private static final Logger LOG = Logger.getLogger(Preflight.class);

  private final Trial trial;
  private final BrokerLinks links;
  private final AtomicReference<Optional<RabbitMQOptions>> options =
      new AtomicReference<>(Optional.empty());

  Preflight(Trial trial, BrokerLinks links) {
    this.trial = trial;
    this.links = links;
  }

  /** The options to try with: those of the first channel. */
  void with(RabbitMQOptions first) {
    options.compareAndSet(Optional.empty(), Optional.of(new RabbitMQOptions(first)));
  }

  /**
   * After the channels were made and before one of them connects. Blocks up to 8 seconds for each
   * node.
   *
   * @throws ConfigurationException if no waiting will help
   */
  void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
    failure().ifPresent(Preflight::stopOrWait);
  }

  /** Finds out why the connector cannot reconnect: it does not say so itself. */
  @Scheduled(
      every = "5s",
      delayed = "5s",
      identity = "broker-diagnosis",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void diagnose() {
    if (!links.areUp()) {
      failure().flatMap(Diagnosis::of).ifPresent(links::refused);
    }
  }

  private Optional<Throwable> failure() {
    return options.get().flatMap(trial::run);
  }

  private static void stopOrWait(Throwable failure) {
    Diagnosis.of(failure).ifPresent(Preflight::stop);
    LOG.warnf(
        "RabbitMQ cannot be reached (%s): registrations are accepted, their mails wait for it",
        failure);
  }

  private static void stop(String sentence) {
    throw new ConfigurationException(sentence);
  }
}
