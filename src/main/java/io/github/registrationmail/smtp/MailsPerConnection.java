package io.github.registrationmail.smtp;

/**
 * After how many mails a connection is closed by us, so that the server does not do it in the
 * middle of the next one: what is configured, or fewer where the server has twice ended one after
 * the same number. As that may have been a coincidence (a restart ends many at once), every
 * twentieth connection that has had so many is tried with another mail; where the server takes it,
 * there is no such limit.
 */
final class MailsPerConnection {

  private static final int TRIED_EVERY = 20;

  private final int configured;
  private int limit;
  private int seen;
  private int reached;

  MailsPerConnection(int configured) {
    this.configured = configured;
    this.limit = configured;
  }

  /**
   * Whether a connection that is good for another mail is to be closed after so many; asked once
   * after each mail.
   */
  boolean isReached(int mails) {
    if (mails > limit) {
      limit = configured;
      seen = 0;
    }
    return mails >= limit && !(isLearnt() && isTried());
  }

  private boolean isTried() {
    reached++;
    return reached % TRIED_EVERY == 0;
  }

  /** Whether a connection that has had so many was only tried: that it ends is no news. */
  boolean isExpected(int mails) {
    return isLearnt() && mails == limit;
  }

  private boolean isLearnt() {
    return limit < configured;
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
