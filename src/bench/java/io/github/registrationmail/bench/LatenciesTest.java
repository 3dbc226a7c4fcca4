package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void takesThePercentileByNearestRank() {
    Latencies latencies = Latencies.ofNanos(LongStream.rangeClosed(1, 200).map(n -> 201 - n));

    assertAll(
        () -> assertEquals(Duration.ofNanos(100), latencies.percentile(50)),
        () -> assertEquals(Duration.ofNanos(198), latencies.percentile(99)),
        () -> assertEquals(Duration.ofNanos(200), latencies.percentile(100)));
  }

  @Test
  void isThatSampleWhenThereIsOne() {
    assertEquals(Duration.ofNanos(7), Latencies.ofNanos(LongStream.of(7)).percentile(50));
  }

  @Test
  void isZeroWhenThereIsNone() {
    assertEquals(Duration.ZERO, Latencies.ofNanos(LongStream.empty()).percentile(99));
  }
}
