package io.github.registrationmail.async;

import io.github.registrationmail.Interleavings;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody has put down before asking is done when all are idle, and by one at a time. */
@Tag("interleavings")
public class OneAtATimeConcurrencyTest {

  private final OneAtATime work = new OneAtATime();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicBoolean together = new AtomicBoolean();

  @Operation
  public void ask() {
    waiting.incrementAndGet();
    if (work.begin()) {
      do {
        together.compareAndSet(false, workers.incrementAndGet() > 1);
        waiting.set(0);
        workers.decrementAndGet();
      } while (work.looksOnceMore());
    }
  }

  /** Something else: whoever asks afterwards would do what was forgotten. */
  @Operation
  public void goByWithoutAsking() {}

  @Validate
  public void nothingIsForgotten() {
    if (waiting.get() > 0 || together.get()) {
      throw new IllegalStateException(
          "%d are forgotten, two at a time: %s".formatted(waiting.get(), together.get()));
    }
  }

  @Test
  void forgetsNobody() {
    Interleavings.keepWhatMustHold(OneAtATimeConcurrencyTest.class);
  }
}
