package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the mail, but its connection is lost before it says so: the first so many times. */
public final class LostAnswer implements Personality {

  private final AtomicInteger left;

  public LostAnswer(int times) {
    left = new AtomicInteger(times);
  }

  @Override
  public Answer text(Session session) {
    return left.getAndDecrement() > 0 ? Answer.close().butKeep() : Answer.usual();
  }
}
