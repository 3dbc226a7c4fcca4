package io.github.registrationmail.smtp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * How many mails are worth having in hand, and who wants to know. Two threads that change it one
 * after the other may come to tell it the other way round: so who comes while it is being told
 * leaves that to the one who tells, and what is told last is what it is.
 */
final class Capacity {

  private final AtomicInteger untold = new AtomicInteger();
  private volatile int mails;
  private volatile IntConsumer listener = any -> {};

  Capacity(int mails) {
    this.mails = mails;
  }

  /** Tells it now, and whenever that is asked for. */
  void listen(IntConsumer to) {
    listener = to;
    tell();
  }

  /** Returns whether that is news, which is to be told; for one thread at a time. */
  boolean becomes(int now) {
    boolean isNews = now != mails;
    mails = now;
    return isNews;
  }

  /** Outside of any lock: the listener may call back. */
  void tell() {
    if (untold.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    while (seen != 0) {
      Guarded.run(() -> listener.accept(mails));
      seen = untold.addAndGet(-seen);
    }
  }
}
