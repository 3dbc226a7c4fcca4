package io.github.registrationmail.stack.smtp;

/** A gate at which every answer of the mail server waits while it is silent. */
public final class Silence implements Personality {

  private volatile boolean silent;

  public synchronized void set(boolean on) {
    silent = on;
    notifyAll();
  }

  @Override
  public Answer greeting(Session session) {
    return whenItMaySpeak();
  }

  @Override
  public Answer command(Session session, String line) {
    return whenItMaySpeak();
  }

  @Override
  public Answer text(Session session) {
    return whenItMaySpeak();
  }

  private Answer whenItMaySpeak() {
    if (silent) {
      await();
    }
    return Answer.usual();
  }

  private synchronized void await() {
    try {
      while (silent) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
