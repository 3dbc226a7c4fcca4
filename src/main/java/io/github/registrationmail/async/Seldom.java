package io.github.registrationmail.async;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Lets one log line a minute through, and counts the others: what repeats fills no disk. */
public final class Seldom {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private boolean begun;
  private long last;
  private int missed;

  public Seldom() {
    this(System::nanoTime);
  }

  Seldom(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Runs it at most once a minute, and tells it how many calls came in between. */
  public void say(IntConsumer line) {
    int before;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (begun && now - last < PAUSE) {
        missed++;
        return;
      }
      begun = true;
      last = now;
      before = missed;
      missed = 0;
    }
    line.accept(before);
  }
}
