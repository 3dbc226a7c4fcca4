package io.github.registrationmail.async;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Gives the answer of some work at a fixed time after its beginning, or at the next multiple of
 * that, so that how long the work took tells nobody what it found. A failure is passed on at once.
 */
public final class EvenTime {

  private EvenTime() {}

  /** Begins the work when it is subscribed to, and answers on the caller's event loop. */
  public static <T> Uni<T> of(Duration step, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long begun = System.nanoTime();
              return work.onItem()
                  .transformToUni(item -> held(item, rest(step, System.nanoTime() - begun)));
            });
  }

  private static <T> Uni<T> held(T item, Duration rest) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Future<?> timer = TimeLimit.after(rest, () -> emitter.complete(item));
              emitter.onTermination(() -> timer.cancel(false));
            });
  }

  /**
   * What is left until the next multiple of the step.
   *
   * @param elapsed nanoseconds since the beginning
   */
  static Duration rest(Duration step, long elapsed) {
    return Duration.ofNanos(step.toNanos() - elapsed % step.toNanos());
  }
}
