package io.github.registrationmail.database;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What many people look at, read once for all of them: not again before it has rested, never twice
 * at a time, and after a slow reading not before five times as long, so that it takes at most a
 * sixth of one processor and of the connections, however many look. While it is read anew those who
 * look are shown what there is, for as long again as it has rested: nobody waits as long as
 * somebody looks now and then. One that fails is shared too, but only for as long as it took: what
 * was in its way may be over.
 *
 * @param <T> what is read
 */
public final class SharedRead<T> {

  private static final int REST = 5;

  private final Duration rest;
  private final Uni<T> shared;
  private volatile boolean isReading;
  private volatile long readAgain;
  private volatile Optional<Kept<T>> kept = Optional.empty();

  /**
   * @param read reads it; a failure is shared as well
   * @param rest between two readings, at least
   */
  public SharedRead(Supplier<Uni<T>> read, Duration rest) {
    this.rest = rest;
    this.shared = Uni.createFrom().deferred(() -> begin(read)).memoize().until(this::isOld);
  }

  /** At most twice as old as the rest, unless reading takes long. */
  public Uni<T> get() {
    return Uni.createFrom().deferred(this::look);
  }

  private Uni<T> look() {
    Optional<Kept<T>> shown = kept.filter(Kept::isGood);
    if (shown.isPresent() && isOld()) {
      var unused = shared.subscribe().with(read -> {}, failure -> {});
    }
    return shown.map(found -> Uni.createFrom().item(found.read())).orElse(shared);
  }

  private Uni<T> begin(Supplier<Uni<T>> read) {
    isReading = true;
    long begun = System.nanoTime();
    return Uni.createFrom()
        .deferred(read::get)
        .onItemOrFailure()
        .invoke((item, failure) -> end(begun, Optional.ofNullable(item)));
  }

  private void end(long begun, Optional<T> read) {
    long now = System.nanoTime();
    long took = now - begun;
    long rests = Math.max(rest.toNanos(), read.isPresent() ? REST * took : took);
    kept = read.map(found -> new Kept<>(found, now + 2 * rests));
    readAgain = now + rests;
    isReading = false;
  }

  private boolean isOld() {
    return !isReading && System.nanoTime() - readAgain >= 0;
  }

  /** What was read last, and until when it may be shown. */
  private record Kept<T>(T read, long until) {
    boolean isGood() {
      return System.nanoTime() - until < 0;
    }
  }
}
