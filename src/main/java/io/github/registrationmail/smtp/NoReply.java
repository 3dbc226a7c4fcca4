package io.github.registrationmail.smtp;

/**
 * No reply came, and none can come any more: the connection is closed.
 *
 * @param reason in a few words
 */
record NoReply(Cause cause, String reason) implements Answer {

  /** Why there was none. */
  enum Cause {
    /** The connection was not made, or was lost. */
    LOST,
    /** Not within the limit of its stage. */
    LATE,
    /** What came is not SMTP, too long or without end. */
    NONSENSE
  }
}
