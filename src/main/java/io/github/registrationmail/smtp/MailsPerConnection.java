package io.github.registrationmail.smtp;

/**
 * After how many mails a connection is closed by us, so that the server does not do it in the
 * middle of the next one: what is configured, or less where the server has twice ended one after
 * the same number.
 */
final class MailsPerConnection {

  private int limit;
  private int seen;

  MailsPerConnection(int limit) {
    this.limit = limit;
  }

  /** Whether a connection that was given so many is to be closed. */
  boolean isReached(int mails) {
    return mails >= limit;
  }

  /**
   * The server ended a connection instead of taking a further mail.
   *
   * @param mails that it had taken on it, at least one
   */
  void ended(int mails) {
    if (mails == seen) {
      limit = Math.min(limit, mails);
    }
    seen = mails;
  }
}
