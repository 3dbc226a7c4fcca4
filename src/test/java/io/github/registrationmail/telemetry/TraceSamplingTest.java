package io.github.registrationmail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSamplingTest {

  private final TraceSampling sampling = new TraceSampling();

  /** The blank is what the endpoint is without a collector, see application.properties. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void recordsNothingWhereNobodyListens(String endpoint) {
    assertEquals(Sampler.alwaysOff(), sampling.sampler(endpoint));
  }

  @Test
  void recordsWhatTheCallerRecordsAndWhatBeginsHere() {
    assertEquals(
        Sampler.parentBased(Sampler.alwaysOn()), sampling.sampler("http://collector:4317"));
  }
}
