package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Has the mail at once and says so late, long after others have given up to wait. */
public record SlowFinalDot(Duration late) implements Personality {

  @Override
  public Answer text(Session session) {
    return Answer.usual().after(late);
  }
}
