package io.github.registrationmail.async;

import java.time.Duration;

/** How long whoever works in batches rests after one, so that the others have room. */
public final class Rest {

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(10);

  private Rest() {}

  /** So many times as long as the batch took, 100 ms to 10 s. */
  public static Duration after(Duration took, int times) {
    Duration rest = took.multipliedBy(times);
    return rest.compareTo(LEAST) < 0 ? LEAST : rest.compareTo(MOST) > 0 ? MOST : rest;
  }
}
