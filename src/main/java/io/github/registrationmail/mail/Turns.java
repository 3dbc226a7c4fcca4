package io.github.registrationmail.mail;

import io.github.registrationmail.context.Contexts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a bounded number of works run at once; the others wait, first come, first served. */
final class Turns {

  private final int places;
  private final Queue<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private int taken;
  private int open;
  private boolean stopped;

  /**
   * @param places works that run at once
   */
  Turns(int places) {
    this.places = places;
    this.open = places;
  }

  /** Does the work when it is its turn, or the other thing when it never will be. */
  <T> Uni<T> take(Uni<T> work, Uni<T> otherwise) {
    return Contexts.returning(Uni.createFrom().<Boolean>emitter(this::enter))
        .chain(go -> go ? work.onTermination().invoke(this::leave) : otherwise);
  }

  /** Nothing begins until one is resumed; what runs goes on. */
  synchronized void pause() {
    open = 0;
  }

  void resume() {
    resume(places);
  }

  /** As after a pause, but with this many places until further notice. */
  void resume(int atOnce) {
    synchronized (this) {
      open = atOnce;
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
      waiting.add(turn);
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
      while (answerFirst()) {
        // as long as there is somebody to answer
      }
    } while (calls.addAndGet(-answered) > 0);
  }

  /** Whether there was somebody to answer. */
  private boolean answerFirst() {
    UniEmitter<? super Boolean> first;
    boolean go;
    synchronized (this) {
      go = taken < open;
      boolean never = stopped && open < places;
      if (waiting.isEmpty() || !(go || never)) {
        return false;
      }
      first = waiting.remove();
      taken += go ? 1 : 0;
    }
    first.complete(go);
    return true;
  }
}
