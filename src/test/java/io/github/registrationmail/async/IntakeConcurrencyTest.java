package io.github.registrationmail.async;

import io.github.registrationmail.Interleavings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** It asks for as many as it may have, never for more, and ends when the last one has. */
@Param(name = "atOnce", gen = IntGen.class, conf = "0:3")
@Tag("interleavings")
public class IntakeConcurrencyTest {

  /** As a broker: gives no more than it was asked for. */
  private final class Source implements Flow.Publisher<Integer>, Flow.Subscription {
    private final AtomicInteger requested = new AtomicInteger();
    private volatile Optional<Flow.Subscriber<? super Integer>> to = Optional.empty();
    private volatile boolean cancelled;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
      to = Optional.of(subscriber);
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long more) {
      int all = requested.addAndGet((int) more);
      check(all + underWay.get() <= mostEver, "asks for more than it may have");
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    void deliver() {
      if (!cancelled && requested.get() > 0) {
        requested.decrementAndGet();
        to.orElseThrow().onNext(delivered.incrementAndGet());
      }
    }
  }

  private final Source source = new Source();
  private final Queue<UniEmitter<? super Void>> works = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile int atOnce = 2;
  private volatile int mostEver = 2;
  private volatile boolean stopping;
  private volatile boolean drained;
  private final Intake<Integer> intake =
      new Intake<>(
          Multi.createFrom().publisher(source),
          2,
          item -> work(),
          () -> Uni.createFrom().voidItem());

  /** With one under way, and one more asked for. */
  public IntakeConcurrencyTest() {
    intake.start();
    deliver();
  }

  @Operation(nonParallelGroup = "source")
  public void deliver() {
    source.deliver();
  }

  @Operation
  public void end() {
    UniEmitter<? super Void> work = works.poll();
    if (work != null) {
      underWay.decrementAndGet();
      work.complete(null);
    }
  }

  @Operation(nonParallelGroup = "size", params = "atOnce")
  public void resize(int size) {
    mostEver = Math.max(mostEver, size);
    atOnce = size;
    intake.resize(size);
  }

  @Operation(runOnce = true)
  public void stop() {
    stopping = true;
    CompletableFuture<Void> stopped = intake.stop();
    var unused =
        stopped.thenRun(
            () -> {
              drained = true;
              check(underWay.get() == 0, "ends before what it has taken");
            });
  }

  @Validate
  public void hasWhatItMayHave() {
    check(intake.inFlight() == underWay.get(), "counts wrongly");
    if (source.to.isPresent() && !stopping) {
      int has = source.requested.get() + underWay.get();
      check(has >= atOnce, "asks for less than it may have");
    }
    while (!works.isEmpty()) {
      end();
    }
    check(drained == stopping, "does not end");
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
  }

  @Test
  void asksForWhatItMayHaveAndEndsAfterTheLast() {
    Interleavings.keepWhatMustHold(IntakeConcurrencyTest.class);
  }

  private Uni<Void> work() {
    underWay.incrementAndGet();
    check(!drained, "takes one after its end");
    return Uni.createFrom().<Void>emitter(works::add);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
