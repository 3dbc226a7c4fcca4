package io.github.registrationmail.operator;

import io.github.registrationmail.dispatch.MailState;

/** What came of an operator's wish to change a mail. */
sealed interface ActionResult {

  /** The mail is in the state the operator wants. */
  record Done() implements ActionResult {}

  /** The mail is PENDING and due now, with this attempt. */
  record Due(int attempt) implements ActionResult {}

  /** Not from the state the mail is in. */
  record Refused(MailState state) implements ActionResult {}

  /** Another registration has the address. */
  record Taken() implements ActionResult {}

  /** There is no such registration. */
  record Unknown() implements ActionResult {}
}
