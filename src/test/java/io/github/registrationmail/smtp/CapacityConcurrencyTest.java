package io.github.registrationmail.smtp;

import io.github.registrationmail.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What its listener has heard last is what it is, whichever thread was faster. */
@Param(name = "mails", gen = IntGen.class, conf = "1:3")
@Tag("interleavings")
public class CapacityConcurrencyTest {

  private final Capacity capacity = new Capacity(0);
  private final AtomicInteger telling = new AtomicInteger();
  private volatile boolean isListening;
  private volatile boolean isToldTwiceAtATime;
  private volatile int mails;
  private volatile int heard;

  /** As the transport does: under its lock, and then outside of it. */
  @Operation(params = "mails")
  public void becomes(int now) {
    boolean isNews;
    synchronized (this) {
      mails = now;
      isNews = capacity.becomes(now);
    }
    if (isNews) {
      capacity.tell();
    }
  }

  @Operation(runOnce = true)
  public void listen() {
    isListening = true;
    capacity.listen(this::hear);
  }

  @Validate
  public void hasToldTheLatest() {
    if (isToldTwiceAtATime || isListening && heard != mails) {
      throw new IllegalStateException("heard " + heard + " of " + mails);
    }
  }

  @Test
  void tellsTheLatestLast() {
    Interleavings.keepWhatMustHold(CapacityConcurrencyTest.class);
  }

  private void hear(int now) {
    isToldTwiceAtATime |= telling.incrementAndGet() != 1;
    heard = now;
    telling.decrementAndGet();
  }
}
