package io.github.registrationmail.smtp;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks a belief about whose fault it is by what became of other mails. Remembers a bounded number
 * of recipients. Has no clock.
 */
final class Evidence {

  private static final int STRIKES = 3;
  private static final int ALIKE = 5;
  private static final int REMEMBERED = 10_000;

  private record Strikes(int number, long acceptedBefore) {}

  /** Forgets the eldest. */
  private static final class Memory<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > REMEMBERED;
    }
  }

  private final Map<String, Strikes> strikes = new Memory<>();
  private final Map<String, Boolean> greylisted = new Memory<>();
  private final Set<String> alike = new HashSet<>();
  private String signature = "";
  private long accepted;

  /** A mail was accepted. */
  void accepted(String recipient) {
    accepted++;
    alike.clear();
    strikes.remove(recipient);
    greylisted.remove(recipient);
  }

  /**
   * A mail was greylisted, or refused by a server that keeps a limit without saying so.
   *
   * @return whether it is the limit: greylisting is over when the mail comes back
   */
  boolean isNoGreylisting(String recipient) {
    return greylisted.put(recipient, true) != null;
  }

  /**
   * A mail was refused by what looks like the server's fault.
   *
   * @return whether it is this mail's all the same: the third time, with others accepted between
   */
  boolean isThisMails(String recipient) {
    Strikes before = strikes.get(recipient);
    int number = before == null ? 1 : before.number();
    if (before != null && before.acceptedBefore() < accepted) {
      number++;
    }
    if (number >= STRIKES) {
      strikes.remove(recipient);
      return true;
    }
    strikes.put(recipient, new Strikes(number, accepted));
    return false;
  }

  /**
   * A mail got a reply that does not say whose fault it is.
   *
   * @param reply what such replies have in common
   * @return whether it is not this mail's: five recipients in a row got the same, and none of the
   *     mails between was accepted
   */
  boolean isEverybodys(String recipient, String reply) {
    if (!reply.equals(signature)) {
      signature = reply;
      alike.clear();
    }
    if (alike.size() < ALIKE) {
      alike.add(recipient);
    }
    return alike.size() >= ALIKE;
  }
}
