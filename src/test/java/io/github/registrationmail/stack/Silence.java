package io.github.registrationmail.stack;

/** A gate at which every answer of the mail server waits while it is silent. */
final class Silence {

  private boolean silent;

  synchronized void set(boolean silent) {
    this.silent = silent;
    notifyAll();
  }

  /** Returns when the server may speak; a thread that is interrupted does not wait any longer. */
  synchronized void await() {
    try {
      while (silent) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
