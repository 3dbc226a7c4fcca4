package io.github.registrationmail.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvenTimeTest {

  private static final Duration STEP = Duration.ofMillis(100);

  @Test
  void waitsForTheNextMultipleOfTheStep() {
    assertEquals(Duration.ofMillis(100), rest(0));
    assertEquals(Duration.ofMillis(97), rest(3));
    assertEquals(Duration.ofMillis(1), rest(99));
    assertEquals(Duration.ofMillis(100), rest(100));
    assertEquals(Duration.ofMillis(50), rest(250));
  }

  private static Duration rest(long millis) {
    return EvenTime.rest(STEP, Duration.ofMillis(millis).toNanos());
  }

  @Test
  void answersNoEarlierThanAfterTheStep() {
    long begun = System.nanoTime();
    assertEquals("item", EvenTime.of(STEP, Uni.createFrom().item("item")).await().indefinitely());
    assertTrue(System.nanoTime() - begun >= STEP.toNanos());
  }

  @Test
  void passesAFailureOnAtOnce() {
    Uni<String> failing =
        EvenTime.of(
            Duration.ofHours(1), Uni.createFrom().failure(new IllegalStateException("away")));
    assertThrows(IllegalStateException.class, () -> failing.await().atMost(Duration.ofSeconds(10)));
  }
}
