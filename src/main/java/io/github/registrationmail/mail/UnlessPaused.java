package io.github.registrationmail.mail;

import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.smtp.Permission;

/** A lease under which no mail is begun while sending is paused, not even one that was before. */
record UnlessPaused(Lease lease, SendingPause pause) implements Permission {

  @Override
  public boolean begin() {
    return !pause.isOn() && lease.begin();
  }

  @Override
  public void backInLine() {
    lease.backInLine();
  }
}
