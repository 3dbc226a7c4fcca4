package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Takes so many mails on a connection and ends it then, with a word or without. */
public record MessagesPerConnection(int most, boolean saysSo) implements Personality {

  @Override
  public Answer mail(Session session) {
    if (session.mails() < most) {
      return Answer.usual();
    }
    return saysSo
        ? Answer.say("421 4.7.0 Too many messages in this session").thenClose()
        : Answer.close();
  }
}
