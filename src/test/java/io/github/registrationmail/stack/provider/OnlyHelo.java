package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Has never heard of EHLO. */
public record OnlyHelo() implements Personality {

  @Override
  public Answer ehlo(Session session) {
    return Answer.say("502 5.5.1 Error: command not implemented");
  }
}
