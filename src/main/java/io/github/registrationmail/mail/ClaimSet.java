package io.github.registrationmail.mail;

import io.github.registrationmail.mail.Claim.Claimed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The claims that are held, and which of them are to be given back: whoever adds one adds it before
 * they look whether it is still wanted, while end and pause look after they have said so; so none
 * is missed, and none is given back twice.
 */
final class ClaimSet {

  private final Map<Long, Claimed> claims = new ConcurrentHashMap<>();
  private final BooleanSupplier isPaused;
  private volatile boolean ended;

  /**
   * @param isPaused whether nothing is to be begun for now
   */
  ClaimSet(BooleanSupplier isPaused) {
    this.isPaused = isPaused;
  }

  /** Adds it. Returns whether it is to be given back, with this call. */
  boolean add(Claimed claimed) {
    claims.put(claimed.mail().claim(), claimed);
    return (ended || isPaused.getAsBoolean()) && claimed.lease().giveBack();
  }

  void remove(Claimed claimed) {
    claims.remove(claimed.mail().claim());
  }

  /** From now on each new one is to be given back; so are those that this returns. */
  List<ClaimedMail> end() {
    ended = true;
    return takeWaiting();
  }

  /** Those whose mail was not begun: they are to be given back, with this call. */
  List<ClaimedMail> takeWaiting() {
    List<ClaimedMail> waiting = new ArrayList<>();
    for (Claimed claimed : claims.values()) {
      if (claimed.lease().giveBack()) {
        waiting.add(claimed.mail());
      }
    }
    return waiting;
  }

  /** All that are held now. */
  List<Claimed> all() {
    return List.copyOf(claims.values());
  }

  int size() {
    return claims.size();
  }
}
