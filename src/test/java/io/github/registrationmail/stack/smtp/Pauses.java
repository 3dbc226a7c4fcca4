package io.github.registrationmail.stack.smtp;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The waits of the mail server, all of which end when it stops. */
final class Pauses {

  private final CountDownLatch stopped = new CountDownLatch(1);

  void pause(Duration time) throws EOFException {
    try {
      if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new EOFException("the server stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EOFException("interrupted");
    }
  }

  void stop() {
    stopped.countDown();
  }
}
