package io.github.registrationmail.dispatch;

/** How one publish ended. Every publish ends. */
public sealed interface Confirmation {

  /** The broker has the message. */
  record Confirmed() implements Confirmation {}

  /** The broker does not have it, or nobody can tell: the sweep owns the row. */
  record Unconfirmed(String reason) implements Confirmation {}
}
