package io.github.registrationmail.database;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What many people look at, read once for all of them: not again before it has rested, never twice
 * at a time, and after a slow reading not before five times as long, so that it takes at most a
 * sixth of one processor and of the connections, however many look. One that fails is shared too,
 * but only for as long as it took: what was in its way may be over.
 *
 * @param <T> what is read
 */
public final class SharedRead<T> {

  private static final int REST = 5;

  private final Duration rest;
  private final Uni<T> shared;
  private volatile boolean isReading;
  private volatile long readAgain;

  /**
   * @param read reads it; a failure is shared as well
   * @param rest between two readings, at least
   */
  public SharedRead(Supplier<Uni<T>> read, Duration rest) {
    this.rest = rest;
    this.shared = Uni.createFrom().deferred(() -> begin(read)).memoize().until(this::isOld);
  }

  /** As old as the rest, unless reading takes long. */
  public Uni<T> get() {
    return shared;
  }

  private Uni<T> begin(Supplier<Uni<T>> read) {
    isReading = true;
    long begun = System.nanoTime();
    return Uni.createFrom()
        .deferred(read::get)
        .onTermination()
        .invoke((item, failure, cancelled) -> end(begun, failure == null ? REST : 1));
  }

  private void end(long begun, int times) {
    long now = System.nanoTime();
    readAgain = now + Math.max(rest.toNanos(), times * (now - begun));
    isReading = false;
  }

  private boolean isOld() {
    return !isReading && System.nanoTime() - readAgain >= 0;
  }
}
