package io.github.registrationmail.smtp;

import java.util.Optional;

/**
 * Tells whether one mail alone may be why the server seems to refuse all: a reply about a mailbox
 * that gets too much looks like one of a server that has too much. Has no clock.
 */
final class Suspicion {

  private Optional<String> refused = Optional.empty();
  private boolean isWidespread;

  /** A mail was accepted: nothing is known against the server. */
  void clear() {
    refused = Optional.empty();
    isWidespread = false;
  }

  /** A mail was refused by what looks like the server's fault. */
  void refused(String recipient) {
    isWidespread |= refused.isPresent() && !refused.get().equals(recipient);
    refused = Optional.of(recipient);
  }

  /** The trouble has nothing to do with any mail. */
  void widespread() {
    isWidespread = true;
  }

  /** Whether this mail could show that the server takes others. */
  boolean isWorthATry(String recipient) {
    return !isWidespread && refused.isPresent() && !refused.get().equals(recipient);
  }
}
