package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Does not let us send from our own address. */
public record SenderRefused() implements Personality {

  @Override
  public Answer mail(Session session) {
    return Answer.say("553 5.7.1 Sender address rejected: not owned by user");
  }
}
