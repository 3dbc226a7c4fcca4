package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Credentials;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Cannot check passwords at the moment: its directory is away. */
public record BusySignIn() implements Personality {

  @Override
  public Answer signIn(Session session, Credentials credentials) {
    return Answer.say("454 4.7.0 Temporary authentication failure");
  }
}
