package io.github.registrationmail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  private static final Duration BATCH = Duration.ofMillis(20);

  private final List<Long> starts = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT0.1S",
    "PT0.005S, PT0.1S",
    "PT0.01S, PT0.19S",
    "PT0.4S, PT7.6S",
    "PT1S, PT10S"
  })
  void restsNineteenTimesAsLongAsItWorkedWithinBounds(Duration took, Duration rest) {
    assertEquals(rest, Retention.restAfter(took));
  }

  @Test
  void beginsTheNextBatchAfterTheRestOnly() {
    run(3);

    assertEquals(3, starts.size());
    for (int i = 1; i < starts.size(); i++) {
      long between = starts.get(i) - starts.get(i - 1);
      assertTrue(between >= BATCH.multipliedBy(20).toNanos(), between + " ns");
    }
  }

  @Test
  void doesNotRestWhenNothingFollows() {
    long shortest = LongStream.range(0, 5).map(i -> nanosOfOneBatch()).min().orElseThrow();

    assertTrue(shortest < BATCH.multipliedBy(20).toNanos(), shortest + " ns");
  }

  private long nanosOfOneBatch() {
    starts.clear();
    long start = System.nanoTime();
    run(1);
    return System.nanoTime() - start;
  }

  private void run(int batches) {
    Retention.run(this::batch, found -> starts.size() < batches, failure -> {})
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private Uni<Integer> batch() {
    starts.add(System.nanoTime());
    return Uni.createFrom().item(1).onItem().delayIt().by(BATCH);
  }
}
