package io.github.registrationmail.chaos;

/** Waiting as such: the moment of a fault is the only thing here that nothing tells. */
final class Pause {

  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
