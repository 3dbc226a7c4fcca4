package io.github.registrationmail.telemetry;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where nobody listens no span is recorded; each mail still has its trace id, which the log names.
 * Otherwise every trace is, unless the caller has said that its is not.
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
