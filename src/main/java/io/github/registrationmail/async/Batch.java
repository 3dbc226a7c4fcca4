package io.github.registrationmail.async;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Runs together what is asked for at the same time. A call runs at once while fewer than {@code
 * lanes} runs are under way, so that a lone one waits for nothing; the others are collected and run
 * together as soon as one of these ends. A run that takes long, because it waits for a lock, holds
 * up nobody else: its lane is free again after a moment.
 *
 * @param <T> what is asked for
 * @param <R> the answer to one
 */
public final class Batch<T, R> {

  /** Does something later, unless it is cancelled before. */
  interface Timer {
    Future<?> after(Duration time, Runnable work);
  }

  /** Compared by identity: two calls that ask for the same are still two. */
  private static final class Call<T, R> {
    private final T item;
    private final UniEmitter<? super R> answer;

    Call(T item, UniEmitter<? super R> answer) {
      this.item = item;
      this.answer = answer;
    }
  }

  /**
   * After this a run gives its lane to the next one. A run takes a small part of it; MySQL waits
   * many times as long for a lock.
   */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final int maxSize;
  private final int lanes;
  private final Function<List<T>, Uni<List<R>>> run;
  private final Timer timer;
  private final Set<Call<T, R>> waiting = new LinkedHashSet<>();
  private int running;

  /**
   * @param maxSize calls in one run
   * @param lanes runs at once
   * @param run answers each item, in the order of the items; its failure is that of each call
   */
  public Batch(int maxSize, int lanes, Function<List<T>, Uni<List<R>>> run) {
    this(maxSize, lanes, run, TimeLimit::after);
  }

  Batch(int maxSize, int lanes, Function<List<T>, Uni<List<R>>> run, Timer timer) {
    this.maxSize = maxSize;
    this.lanes = lanes;
    this.run = run;
    this.timer = timer;
  }

  /**
   * Asks for one, when it is subscribed to; the answer comes on the Vert.x context of who asked.
   * One that is cancelled before its run begins is not run.
   */
  public Uni<R> submit(T item) {
    return Contexts.returning(Uni.createFrom().emitter(answer -> add(new Call<>(item, answer))));
  }

  private void add(Call<T, R> call) {
    synchronized (this) {
      waiting.add(call);
    }
    call.answer.onTermination(() -> forget(call));
    next();
  }

  private synchronized void forget(Call<T, R> call) {
    waiting.remove(call);
  }

  private void next() {
    List<Call<T, R>> calls;
    synchronized (this) {
      if (running == lanes || waiting.isEmpty()) {
        return;
      }
      calls = waiting.stream().limit(maxSize).toList();
      calls.forEach(waiting::remove);
      running++;
    }
    AtomicBoolean hasLane = new AtomicBoolean(true);
    Uni.createFrom()
        .deferred(() -> timed(calls, hasLane))
        .onTermination()
        .invoke(() -> leave(hasLane))
        .subscribe()
        .with(answers -> answer(calls, answers), failure -> fail(calls, failure));
  }

  private Uni<List<R>> timed(List<Call<T, R>> calls, AtomicBoolean hasLane) {
    Future<?> late = timer.after(PATIENCE, () -> leave(hasLane));
    return Uni.createFrom()
        .deferred(() -> run.apply(calls.stream().map(call -> call.item).toList()))
        .invoke(answers -> check(calls.size(), answers.size()))
        .onTermination()
        .invoke(() -> late.cancel(false));
  }

  private static void check(int calls, int answers) {
    if (calls != answers) {
      throw new IllegalStateException("%d answers to %d calls".formatted(answers, calls));
    }
  }

  private void leave(AtomicBoolean hasLane) {
    if (hasLane.compareAndSet(true, false)) {
      synchronized (this) {
        running--;
      }
      next();
    }
  }

  private static <T, R> void answer(List<Call<T, R>> calls, List<R> answers) {
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).answer.complete(answers.get(i));
    }
  }

  private static <T, R> void fail(List<Call<T, R>> calls, Throwable failure) {
    calls.forEach(call -> call.answer.fail(failure));
  }
}
