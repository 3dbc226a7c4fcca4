package io.github.registrationmail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final Instant START = Instant.parse("2026-01-01T14:00:00Z");

  private final Growth growth = new Growth();

  @Test
  void tellsItAfterHalfAMinute() {
    assertEquals(Optional.empty(), at(0, 1_000));
    assertEquals(Optional.empty(), at(29, 1_010));
    assertEquals(Optional.of(24.0), at(30, 1_012));
  }

  @Test
  void looksBackFiveMinutes() {
    var first = at(0, 0);
    for (int second = 1; second <= 600; second++) {
      var unused = at(second, second < 300 ? 0 : (second - 300) * 10L);
    }
    assertEquals(Optional.empty(), first);
    assertEquals(Optional.of(600.0), at(601, 3_010));
  }

  @Test
  void beginsAnewWhenNobodyHasAsked() {
    var unused = at(0, 0);
    assertEquals(Optional.empty(), at(3_600, 9_999));
  }

  @Test
  void isNeverLessThanNothing() {
    var unused = at(0, 100);
    assertEquals(Optional.of(0.0), at(60, 50));
  }

  private Optional<Double> at(int second, long total) {
    return growth.perMinute(START.plusSeconds(second), total);
  }
}
