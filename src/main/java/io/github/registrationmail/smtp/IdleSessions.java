package io.github.registrationmail.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Connections that wait for their next mail. The one used last is used first, so that those that
 * are not needed any more are closed. Not for several threads at once.
 */
final class IdleSessions {

  private final Deque<Session> idle = new ArrayDeque<>();
  private final long idleNanos;

  IdleSessions(long idleNanos) {
    this.idleNanos = idleNanos;
  }

  boolean isEmpty() {
    return idle.isEmpty();
  }

  void add(Session session) {
    idle.addLast(session);
  }

  Session take() {
    return idle.removeLast();
  }

  /** It was closed by the server. */
  void gone(Session session) {
    idle.remove(session);
  }

  /** One that is too many, or was not used for too long. */
  Optional<Session> needless(int most, long now) {
    boolean isNeedless =
        !idle.isEmpty() && (idle.size() > most || idle.peekFirst().isIdleFor(idleNanos, now));
    return isNeedless ? Optional.of(idle.removeFirst()) : Optional.empty();
  }
}
