package io.github.registrationmail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Instant NOW = Instant.parse("2026-01-01T14:00:00Z");

  @Test
  void saysWhenNothingWaitsAnyMore() {
    assertEquals(
        Optional.of(NOW.plus(Duration.ofMinutes(20))), Forecast.done(NOW, 2_000, 100, 200));
    assertEquals(Optional.of(NOW.plusSeconds(90)), Forecast.done(NOW, 150, 0, 100));
  }

  @Test
  void saysNothingWhenMoreComeThanGo() {
    assertEquals(Optional.empty(), Forecast.done(NOW, 2_000, 200, 200));
    assertEquals(Optional.empty(), Forecast.done(NOW, 2_000, 0, 0));
  }

  @Test
  void saysNothingOfWhatIsSoonOrFarAway() {
    assertEquals(Optional.empty(), Forecast.done(NOW, 99, 0, 100));
    assertEquals(Optional.empty(), Forecast.done(NOW, 2_000_000, 0, 1));
  }
}
