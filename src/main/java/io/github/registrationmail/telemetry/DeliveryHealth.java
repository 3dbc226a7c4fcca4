package io.github.registrationmail.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The health group {@code delivery} as a gauge: 1 while mails get out of here, 0 while not. */
@Singleton
class DeliveryHealth {

  private static final Logger LOG = Logger.getLogger(DeliveryHealth.class);

  private final SmallRyeHealthReporter health;
  private volatile boolean up;

  DeliveryHealth(SmallRyeHealthReporter health, MeterRegistry meters) {
    this.health = health;
    Gauge.builder("registration.delivery.up", this, gauge -> gauge.up ? 1 : 0)
        .description("1 while broker, route, consumer and mail server are well")
        .register(meters);
  }

  @Scheduled(
      every = "${registration.telemetry.every:15s}",
      identity = "delivery-health",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> look() {
    return health
        .getHealthGroupAsync("delivery")
        .invoke(answer -> up = !answer.isDown())
        .onFailure()
        .invoke(failure -> LOG.warnf("health of the delivery not known: %s", failure))
        .onFailure()
        .invoke(failure -> up = false)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
