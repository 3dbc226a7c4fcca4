package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Does not like how we call ourselves, and says so as late as Postfix does. */
public record HeloRefused() implements Personality {

  @Override
  public Answer rcpt(Session session, String address) {
    return Answer.say(
        "504 5.5.2 <" + session.name() + ">: Helo command rejected: need fully-qualified hostname");
  }
}
