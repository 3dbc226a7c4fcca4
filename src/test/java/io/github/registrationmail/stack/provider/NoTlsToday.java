package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Offers TLS and has none. */
public record NoTlsToday() implements Personality {

  @Override
  public Answer startTls(Session session) {
    return Answer.say("454 4.7.0 TLS not available due to local problem");
  }
}
