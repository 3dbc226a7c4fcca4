package io.github.registrationmail.async;

import io.github.registrationmail.Interleavings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
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

/** Each call is answered once, and each lane is given back once, whoever comes between. */
@Tag("interleavings")
public class BatchConcurrencyTest {

  private static final int LANES = 2;
  private static final int MOST = 2;

  private record Run(List<Call> calls, UniEmitter<? super List<Call>> answer) {}

  private record Patience(Runnable work, CompletableFuture<Void> timer) {}

  private static final class Call {
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean cancelled;
    private volatile Cancellable asked = () -> {};
  }

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<Call> cancellable = new ConcurrentLinkedQueue<>();
  private final Queue<Run> runs = new ConcurrentLinkedQueue<>();
  private final Queue<Patience> patience = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Batch<Call, Call> batch = new Batch<>(MOST, LANES, this::run, this::after);

  @Operation
  public void submit() {
    Call call = new Call();
    calls.add(call);
    call.asked =
        batch
            .submit(call)
            .subscribe()
            .with(answer -> answered(call, answer), failure -> answered(call, call));
    cancellable.add(call);
  }

  @Operation
  public void cancel() {
    Call call = cancellable.poll();
    if (call != null) {
      call.cancelled = true;
      call.asked.cancel();
    }
  }

  @Operation
  public void answer() {
    Run run = runs.poll();
    if (run != null) {
      underWay.decrementAndGet();
      run.answer.complete(run.calls);
    }
  }

  @Operation
  public void fail() {
    Run run = runs.poll();
    if (run != null) {
      underWay.decrementAndGet();
      run.answer.fail(new IllegalStateException("thrown by the test"));
    }
  }

  @Operation
  public void losePatience() {
    Patience first = patience.poll();
    if (first != null && !first.timer.isCancelled()) {
      late.incrementAndGet();
      first.work.run();
    }
  }

  @Validate
  public void answersEachOnceAndKeepsNoLane() {
    while (!runs.isEmpty()) {
      answer();
    }
    for (Call call : calls) {
      check(call.runs.get() <= 1, "run twice");
      check(call.answers.get() <= 1, "answered twice");
      check(call.cancelled || call.answers.get() == 1, "not answered");
    }
    for (int i = 0; i <= LANES; i++) {
      submit();
    }
    check(runs.size() == LANES, "not as many runs as lanes: " + runs.size());
    answer();
    check(runs.size() == LANES, "the next one does not run");
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
  }

  @Test
  void answersEachCallOnceAndKeepsNoLane() {
    Interleavings.keepWhatMustHoldInFewer(BatchConcurrencyTest.class);
  }

  private Uni<List<Call>> run(List<Call> together) {
    check(underWay.incrementAndGet() <= LANES + late.get(), "more runs than lanes");
    check(together.size() <= MOST, "more calls than fit");
    together.forEach(call -> call.runs.incrementAndGet());
    return Uni.createFrom().<List<Call>>emitter(answer -> runs.add(new Run(together, answer)));
  }

  private Future<?> after(Duration time, Runnable work) {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    patience.add(new Patience(work, timer));
    return timer;
  }

  private void answered(Call call, Call answer) {
    call.answers.incrementAndGet();
    check(call == answer, "answered with what is another's");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
