package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Permission;
import java.time.Duration;

/**
 * How long the claim of one mail surely holds, and whether the mail was begun under it. A mail is
 * begun or given back, never both.
 */
final class Lease implements Permission {

  private enum State {
    WAITING,
    BEGUN,
    GIVEN_BACK
  }

  private State state = State.WAITING;
  private long startBefore;

  /**
   * @param startBefore {@link System#nanoTime} from which on the mail is not to be begun, because
   *     the lease could run out under way
   */
  Lease(long startBefore) {
    this.startBefore = startBefore;
  }

  /**
   * Until when a mail may be begun under a lease that begins now: a third of it is left then, which
   * is time for two renewals.
   */
  static long startBefore(Duration length) {
    return System.nanoTime() + length.toNanos() / 3 * 2;
  }

  /** Whether the mail is begun with this call: its claim still holds and was not given back. */
  @Override
  public synchronized boolean begin() {
    if (state != State.WAITING || System.nanoTime() - startBefore >= 0) {
      return false;
    }
    state = State.BEGUN;
    return true;
  }

  /** The mail waits once more, and can be given back. */
  @Override
  public synchronized void backInLine() {
    state = State.WAITING;
  }

  /** The claim holds for a whole lease again. */
  synchronized void renew(long until) {
    startBefore = until;
  }

  /** Whether the claim is given back with this call; one whose mail was begun is not. */
  synchronized boolean giveBack() {
    if (state != State.WAITING) {
      return false;
    }
    state = State.GIVEN_BACK;
    return true;
  }
}
