package io.github.registrationmail.operation;

/** Where an operation is. */
public enum OperationState {
  /** Some replica works on it, or will in a moment. */
  RUNNING,
  /** An operator has paused it, and may let it go on. */
  PAUSED,
  /** An operator has stopped it, for good. */
  STOPPED,
  /** It has looked at all that it is about. */
  DONE,
  /** It cannot go on. */
  FAILED;

  /** Whether nothing follows. */
  public boolean isOver() {
    return this != RUNNING && this != PAUSED;
  }
}
