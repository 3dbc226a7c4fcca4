package io.github.registrationmail.telemetry;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Forgets the meters of a service that ends: in the same process the next one would be given them
 * again, its gauges still showing the beans of the one before.
 */
@Singleton
class FreshMeters {

  void forget(@Observes ShutdownEvent event) {
    Metrics.globalRegistry.clear();
  }
}
