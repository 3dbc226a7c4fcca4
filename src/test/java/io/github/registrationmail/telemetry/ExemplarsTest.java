package io.github.registrationmail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a metric names a trace where traces are heard is shown by {@link TraceTest}. */
class ExemplarsTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areLookedForOnlyWhereTracesAreHeard(boolean isUnheard) {
    assertEquals(isUnheard, new Exemplars().sampler(isUnheard).isEmpty());
  }
}
