package io.github.registrationmail.async;

import io.github.registrationmail.Interleavings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No call is forgotten between the end of a moment, the end of a run and the next call. */
@Tag("interleavings")
public class GatheringBatchConcurrencyTest {

  private static final int MOST = 2;
  private static final Duration MOMENT = Duration.ofMillis(25);

  private record Run(List<Integer> calls, UniEmitter<? super List<Integer>> answer) {}

  private final Queue<Run> runs = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> moments = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final Batch<Integer, Integer> batch =
      new Batch<>(MOST, 1, MOMENT, this::run, this::after);

  @Operation
  public void submit() {
    var unused =
        batch
            .submit(asked.incrementAndGet())
            .subscribe()
            .with(answer -> answered.incrementAndGet());
  }

  @Operation
  public void answer() {
    Run run = runs.poll();
    if (run != null) {
      run.answer.complete(run.calls);
    }
  }

  @Operation
  public void endMoment() {
    Runnable end = moments.poll();
    if (end != null) {
      end.run();
    }
  }

  @Validate
  public void answersAllWhenMomentsAndRunsHaveEnded() {
    while (!runs.isEmpty() || !moments.isEmpty()) {
      endMoment();
      answer();
    }
    if (answered.get() != asked.get()) {
      throw new IllegalStateException(answered + " of " + asked + " were answered");
    }
  }

  @Test
  void answersEachCall() {
    Interleavings.keepWhatMustHoldInFewer(GatheringBatchConcurrencyTest.class);
  }

  private Uni<List<Integer>> run(List<Integer> together) {
    return Uni.createFrom().emitter(answer -> runs.add(new Run(together, answer)));
  }

  /** Nobody loses patience here. */
  private Future<?> after(Duration time, Runnable work) {
    if (time.equals(MOMENT)) {
      moments.add(work);
    }
    return new CompletableFuture<Void>();
  }
}
