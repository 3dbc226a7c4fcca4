package io.github.registrationmail.audit;

/** What an operator can do. */
public enum ActionKind {
  /** A mail was started over. */
  RETRY,
  /** A mail was sent once more. */
  RESEND,
  /** A mail was cancelled. */
  CANCEL,
  /** A registration was erased. */
  ERASE,
  /** All failed mails of a filter were started over. */
  RETRY_ALL,
  /** Sending was paused, or its pause was given another reason. */
  PAUSE,
  /** Sending was let go on. */
  RESUME,
  /** A mail of a template was sent to somebody who looks at it. */
  TEST_MAIL
}
