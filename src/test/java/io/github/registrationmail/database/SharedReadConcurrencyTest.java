package io.github.registrationmail.database;

import io.github.registrationmail.Interleavings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Never read twice at a time, and whoever asks is answered once. */
@Tag("interleavings")
public class SharedReadConcurrencyTest {

  private final Queue<UniEmitter<? super Integer>> readings = new ConcurrentLinkedQueue<>();
  private final Queue<AtomicInteger> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final SharedRead<Integer> shared =
      new SharedRead<>(() -> Uni.createFrom().<Integer>emitter(this::read), Duration.ZERO);

  @Operation
  public void ask() {
    AtomicInteger answer = new AtomicInteger();
    answers.add(answer);
    var unused =
        shared
            .get()
            .subscribe()
            .with(item -> answer.incrementAndGet(), failure -> answer.incrementAndGet());
  }

  @Operation
  public void isRead() {
    UniEmitter<? super Integer> reading = readings.poll();
    if (reading != null) {
      underWay.decrementAndGet();
      reading.complete(begun.get());
    }
  }

  @Operation
  public void isNotRead() {
    UniEmitter<? super Integer> reading = readings.poll();
    if (reading != null) {
      underWay.decrementAndGet();
      reading.fail(new IllegalStateException("thrown by the test"));
    }
  }

  @Validate
  public void answersAll() {
    while (!readings.isEmpty()) {
      isRead();
    }
    answers.forEach(answer -> check(answer.get() == 1, "answered so many times: " + answer.get()));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
  }

  @Test
  void readsOnceAtATimeAndAnswersAll() {
    Interleavings.keepWhatMustHoldInFewer(SharedReadConcurrencyTest.class);
  }

  private void read(UniEmitter<? super Integer> reading) {
    check(underWay.incrementAndGet() == 1, "read twice at a time");
    begun.incrementAndGet();
    readings.add(reading);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
