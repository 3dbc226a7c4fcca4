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
    assertEquals(Optional.of(NOW.plusSeconds(60)), Forecast.done(NOW, 100, 0, 100));
    int week = 7 * 24 * 60;
    assertEquals(Optional.of(NOW.plus(Duration.ofDays(7))), Forecast.done(NOW, week, 0, 1));
    assertEquals(Optional.empty(), Forecast.done(NOW, week + 1, 0, 1));
  }
}
