package io.github.registrationmail.stack;

import java.util.EnumSet;
import java.util.Set;

/** The faults that are on. The mail server throttles or asks for a password, not both. */
final class Faults {

  private final EmbeddedBroker broker;
  private final EmbeddedSmtp smtp;
  private final Set<Fault> on = EnumSet.noneOf(Fault.class);

  Faults(EmbeddedBroker broker, EmbeddedSmtp smtp) {
    this.broker = broker;
    this.smtp = smtp;
  }

  synchronized boolean isOn(Fault fault) {
    return on.contains(fault);
  }

  /** Begins or ends it; what is so already stays so. */
  synchronized void set(Fault fault, boolean begins) {
    if (begins == on.contains(fault)) {
      return;
    }
    switch (fault) {
      case SILENCE -> smtp.silence(begins);
      case BROKER -> setBroker(begins);
      default -> setMailServer(fault, begins);
    }
    if (begins) {
      on.add(fault);
    } else {
      on.remove(fault);
    }
  }

  private void setBroker(boolean gone) {
    if (gone) {
      broker.stop();
    } else {
      broker.start();
    }
  }

  private void setMailServer(Fault fault, boolean begins) {
    on.removeIf(other -> other.personality().isPresent());
    smtp.behave(fault.personality().filter(any -> begins));
  }
}
