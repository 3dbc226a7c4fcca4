package io.github.registrationmail.database;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadTest {

  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void readsOnceForAllWhoAskMeanwhile() {
    List<UniEmitter<? super Integer>> reading = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    SharedRead<Integer> shared =
        new SharedRead<>(() -> Uni.createFrom().<Integer>emitter(reading::add), Duration.ZERO);

    for (int i = 0; i < 3; i++) {
      var unused = shared.get().subscribe().with(seen::add);
    }
    assertEquals(1, reading.size());
    reading.get(0).complete(7);

    assertEquals(List.of(7, 7, 7), seen);
  }

  @Test
  void keepsWhatItHasReadForItsRest() {
    SharedRead<Integer> resting = new SharedRead<>(this::reading, ofHours(1));
    SharedRead<Integer> restless = new SharedRead<>(this::reading, Duration.ZERO);

    assertEquals(List.of(1, 1), List.of(now(resting), now(resting)));
    assertEquals(2, now(restless));
    await().atMost(ofMillis(1000)).until(() -> now(restless) == 3);
  }

  @Test
  void showsWhatThereIsWhileItIsReadAnew() {
    List<UniEmitter<? super Integer>> reading = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    Duration rest = ofMillis(400);
    SharedRead<Integer> shared =
        new SharedRead<>(() -> Uni.createFrom().<Integer>emitter(reading::add), rest);
    var first = shared.get().subscribe().with(seen::add);
    reading.get(0).complete(7);

    await()
        .pollInterval(ofMillis(5))
        .until(
            () -> {
              var unused = shared.get().subscribe().with(seen::add);
              return reading.size() == 2;
            });
    var meanwhile = shared.get().subscribe().with(seen::add);
    assertEquals(List.of(7), seen.stream().distinct().toList());
    seen.clear();
    // nobody is shown what is twice as old as it may be
    await().pollDelay(rest.plusMillis(20)).until(() -> true);
    var late = shared.get().subscribe().with(seen::add);
    assertEquals(List.of(), seen);
    reading.get(1).complete(8);
    assertEquals(List.of(8), seen);
    assertEquals(2, reading.size());
  }

  @Test
  void restsFiveTimesAsLongAsTheReadingTook() {
    Duration slow = ofMillis(60);
    SharedRead<Integer> shared =
        new SharedRead<>(() -> reading().onItem().delayIt().by(slow), Duration.ZERO);

    long begun = System.nanoTime();
    assertEquals(1, now(shared));
    await().pollInterval(ofMillis(5)).atMost(ofMillis(5000)).until(() -> now(shared) == 2);

    long readAgain = NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(readAgain >= (1 + 5 + 1) * slow.toMillis(), () -> readAgain + " ms");
  }

  @Test
  void sharesAFailureToo() {
    SharedRead<Integer> shared =
        new SharedRead<>(
            () -> {
              var unused = readings.incrementAndGet();
              return Uni.createFrom().failure(new DatabaseUnavailable(new IllegalStateException()));
            },
            ofHours(1));

    assertThrows(DatabaseUnavailable.class, () -> now(shared));
    assertThrows(DatabaseUnavailable.class, () -> now(shared));
    assertEquals(1, readings.get());
  }

  @Test
  void readsAgainSoonAfterAFailure() {
    Duration slow = ofMillis(200);
    SharedRead<Integer> shared =
        new SharedRead<>(
            () ->
                reading()
                    .onItem()
                    .delayIt()
                    .by(slow)
                    .onItem()
                    .transformToUni(
                        read ->
                            read == 1
                                ? Uni.createFrom().failure(new IllegalStateException())
                                : Uni.createFrom().item(read)),
            Duration.ZERO);

    long begun = System.nanoTime();
    assertThrows(IllegalStateException.class, () -> now(shared));
    await()
        .ignoreExceptions()
        .pollInterval(ofMillis(5))
        .atMost(ofMillis(5000))
        .until(() -> now(shared) == 2);

    long readAgain = NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(readAgain >= 3 * slow.toMillis(), () -> readAgain + " ms");
    assertTrue(readAgain < 6 * slow.toMillis(), () -> readAgain + " ms");
  }

  private Uni<Integer> reading() {
    return Uni.createFrom().item(readings::incrementAndGet);
  }

  private static int now(SharedRead<Integer> shared) {
    return shared.get().await().indefinitely();
  }
}
