package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Lets so many connections be open at once and sends the others away with its greeting. */
public record ConnectionLimit(int most) implements Personality {

  @Override
  public Answer greeting(Session session) {
    return session.connectionsOpen() > most
        ? Answer.say("421 4.7.0 mail.test Error: too many connections from 127.0.0.1").thenClose()
        : Answer.usual();
  }
}
