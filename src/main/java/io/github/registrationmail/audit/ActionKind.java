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
  /** An operation has begun that starts mails over, as many as were meant then. */
  RETRY_ALL,
  /** The same that cancels them. */
  CANCEL_ALL,
  /** The same that sends them once more. */
  RESEND_ALL,
  /** The same that erases registrations. */
  ERASE_ALL,
  /** An operation was paused, after it had changed so many. */
  PAUSE_OPERATION,
  /** An operation was let go on, after it had changed so many. */
  RESUME_OPERATION,
  /** An operation was stopped, after it had changed so many. */
  STOP_OPERATION,
  /** Sending was paused, or its pause was given another reason. */
  PAUSE,
  /** Sending was let go on. */
  RESUME,
  /** A mail of a template was sent to somebody who looks at it. */
  TEST_MAIL,
  /** All that is stored of a person was taken away. */
  EXPORT,
  /** A table of the registrations that a filter means was taken away, or the most of it. */
  EXPORT_ALL,
  /** A note about the failures of a reason was written, or deleted. */
  NOTE
}
