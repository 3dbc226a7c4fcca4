package io.github.registrationmail.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The health group {@code delivery} as a gauge: 1 while mails get out of here, 0 while not, NaN
 * before the first look.
 */
@Startup
@Singleton
class DeliveryHealth {

  private static final Logger LOG = Logger.getLogger(DeliveryHealth.class);

  private final SmallRyeHealthReporter health;
  private volatile double up = Double.NaN;

  DeliveryHealth(SmallRyeHealthReporter health, MeterRegistry meters) {
    this.health = health;
    Gauge.builder("registration.delivery.up", this, gauge -> gauge.up)
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
        .invoke(answer -> up = answer.isDown() ? 0 : 1)
        .onFailure()
        .invoke(failure -> LOG.warnf("health of the delivery not known: %s", failure))
        .onFailure()
        .invoke(failure -> up = 0)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
