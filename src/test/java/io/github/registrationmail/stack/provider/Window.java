package io.github.registrationmail.stack.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happened within the last so much time. */
final class Window {

  private final int most;
  private final Duration time;
  private final Deque<Instant> counted = new ArrayDeque<>();

  Window(int most, Duration time) {
    this.most = most;
    this.time = time;
  }

  /** Counts one more, unless that were too many. */
  synchronized boolean admits() {
    Instant now = Instant.now();
    while (!counted.isEmpty() && counted.peekFirst().isBefore(now.minus(time))) {
      counted.removeFirst();
    }
    if (counted.size() >= most) {
      return false;
    }
    counted.addLast(now);
    return true;
  }
}
