package io.github.registrationmail.telemetry;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.micrometer.runtime.export.exemplars.OpentelemetryExemplarSamplerProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which traces metrics name as their examples: none where nobody listens to traces. The sampler of
 * Quarkus would look for one with each value, and makes a Vert.x context where there is none.
 */
@Singleton
final class Exemplars {

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Optional<ExemplarSampler> sampler(
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isUnheard) {
    return isUnheard
        ? Optional.empty()
        : new OpentelemetryExemplarSamplerProvider().exemplarSampler();
  }
}
