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
 * <p>Whether one is old is asked, and the next one begun, under a lock: Mutiny's {@code
 * memoize().until()} does the two apart, so that of two who ask at the same time each began one;
 * and it cancels the one before.
 *
 * @param <T> what is read
 */
public final class SharedRead<T> {

  private static final int REST = 5;

  private final Supplier<Uni<T>> read;
  private final Duration rest;
  private Uni<T> latest;
  private boolean isReading;
  private long readAgain = System.nanoTime();
  private Optional<Kept<T>> kept = Optional.empty();

  /**
   * @param read reads it; a failure is shared as well
   * @param rest between two readings, at least
   */
  public SharedRead(Supplier<Uni<T>> read, Duration rest) {
    this.read = read;
    this.rest = rest;
    this.latest = reading();
  }

  /** At most twice as old as the rest, unless reading takes long. */
  public Uni<T> get() {
    return Uni.createFrom().deferred(this::look);
  }

  private Uni<T> look() {
    Optional<T> shown;
    Uni<T> reading;
    boolean isNew;
    synchronized (this) {
      shown = kept.filter(Kept::isGood).map(Kept::read);
      isNew = !isReading && System.nanoTime() - readAgain >= 0;
      if (isNew) {
        isReading = true;
        latest = reading();
      }
      reading = latest;
    }
    if (isNew && shown.isPresent()) {
      // somebody has to ask for it, and waits for nothing
      var unused = reading.subscribe().with(read -> {}, failure -> {});
    }
    return shown.map(found -> Uni.createFrom().item(found)).orElse(reading);
  }

  private Uni<T> reading() {
    return Uni.createFrom().deferred(this::begin).memoize().indefinitely();
  }

  private Uni<T> begin() {
    long begun = System.nanoTime();
    return Uni.createFrom()
        .deferred(read::get)
        .onItemOrFailure()
        .invoke((item, failure) -> end(begun, Optional.ofNullable(item)));
  }

  private synchronized void end(long begun, Optional<T> item) {
    long now = System.nanoTime();
    long took = now - begun;
    long rests = Math.max(rest.toNanos(), item.isPresent() ? REST * took : took);
    kept = item.map(found -> new Kept<>(found, now + 2 * rests));
    readAgain = now + rests;
    isReading = false;
  }

  /** What was read last, and until when it may be shown. */
  private record Kept<T>(T read, long until) {
    boolean isGood() {
      return System.nanoTime() - until < 0;
    }
  }
}
