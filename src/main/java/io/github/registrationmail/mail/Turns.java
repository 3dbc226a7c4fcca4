package io.github.registrationmail.mail;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a bounded number of works run at once; the others wait, first come, first served. */
final class Turns {

  /** Who waits is answered on the Vert.x context it asked from. */
  private record Waiter(UniEmitter<? super Boolean> turn, Optional<Context> context) {

    void answer(boolean go) {
      context.ifPresentOrElse(
          own -> own.runOnContext(ignored -> turn.complete(go)), () -> turn.complete(go));
    }
  }

  private final int places;
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private int taken;
  private boolean paused;
  private boolean stopped;

  /**
   * @param places works that run at once
   */
  Turns(int places) {
    this.places = places;
  }

  /** Does the work when it is its turn, or the other thing when it never will be. */
  <T> Uni<T> take(Uni<T> work, Uni<T> otherwise) {
    return Uni.createFrom()
        .<Boolean>emitter(this::enter)
        .chain(go -> go ? work.onTermination().invoke(this::leave) : otherwise);
  }

  /** Nothing begins until {@link #resume}; what runs goes on. */
  synchronized void pause() {
    paused = true;
  }

  void resume() {
    synchronized (this) {
      paused = false;
    }
    next();
  }

  /** Nobody waits for the end of a pause any more. */
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    next();
  }

  /** Works that run. */
  synchronized int taken() {
    return taken;
  }

  private void enter(UniEmitter<? super Boolean> turn) {
    synchronized (this) {
      waiting.add(new Waiter(turn, Optional.ofNullable(Vertx.currentContext())));
    }
    next();
  }

  private void leave() {
    synchronized (this) {
      taken--;
    }
    next();
  }

  /** One thread at a time, and none within its own call: works may end at once, however many. */
  private void next() {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    int answered;
    do {
      answered = calls.get();
      while (begin() || giveUp()) {
        // as long as there is somebody to answer
      }
    } while (calls.addAndGet(-answered) > 0);
  }

  private boolean begin() {
    Optional<Waiter> first;
    synchronized (this) {
      first = paused || taken == places ? Optional.empty() : Optional.ofNullable(waiting.poll());
      taken += first.isPresent() ? 1 : 0;
    }
    first.ifPresent(waiter -> waiter.answer(true));
    return first.isPresent();
  }

  private boolean giveUp() {
    Optional<Waiter> first;
    synchronized (this) {
      first = paused && stopped ? Optional.ofNullable(waiting.poll()) : Optional.empty();
    }
    first.ifPresent(waiter -> waiter.answer(false));
    return first.isPresent();
  }
}
