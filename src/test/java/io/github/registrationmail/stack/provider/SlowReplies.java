package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Takes its time for every mail that begins. */
public record SlowReplies(Duration late) implements Personality {

  @Override
  public Answer mail(Session session) {
    return Answer.usual().after(late);
  }
}
