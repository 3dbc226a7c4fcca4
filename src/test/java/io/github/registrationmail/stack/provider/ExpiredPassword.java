package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Credentials;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the password for so many mails, then refuses it until it is renewed. */
public final class ExpiredPassword implements Personality {

  private final AtomicInteger left;
  private final AtomicInteger refused = new AtomicInteger();

  public ExpiredPassword(int mails) {
    left = new AtomicInteger(mails);
  }

  public void renew() {
    left.set(Integer.MAX_VALUE);
  }

  private boolean hasExpired() {
    return left.get() <= 0;
  }

  /** Sign-ins that were refused. */
  public int refused() {
    return refused.get();
  }

  @Override
  public Answer signIn(Session session, Credentials credentials) {
    if (!hasExpired()) {
      return Answer.usual();
    }
    refused.incrementAndGet();
    return Answer.say("535 5.7.8 Error: authentication failed: password has expired");
  }

  @Override
  public Answer mail(Session session) {
    return left.getAndUpdate(mails -> Math.max(0, mails - 1)) <= 0
        ? Answer.say("530 5.7.0 Authentication required")
        : Answer.usual();
  }
}
