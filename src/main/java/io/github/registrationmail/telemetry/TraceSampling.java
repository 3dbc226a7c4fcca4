package io.github.registrationmail.telemetry;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records every trace where an exporter is configured, unless the caller has marked its trace as
 * not sampled. Without an exporter there are no traces at all, unless {@code
 * QUARKUS_OTEL_SDK_DISABLED} is false: then none is recorded, but each mail has a trace id, which
 * the log names.
 */
final class TraceSampling {

  @Produces
  @Singleton
  @DefaultBean
  Sampler sampler(
      @ConfigProperty(name = "quarkus.otel.exporter.otlp.traces.endpoint") String endpoint) {
    return endpoint.isBlank() ? Sampler.alwaysOff() : Sampler.parentBased(Sampler.alwaysOn());
  }
}
