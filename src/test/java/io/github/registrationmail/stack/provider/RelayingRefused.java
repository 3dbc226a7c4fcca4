package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Takes nobody's mail for anybody: we are not on its list of those who may. */
public record RelayingRefused() implements Personality {

  @Override
  public Answer rcpt(Session session, String address) {
    return Answer.say("554 5.7.1 <" + address + ">: Relay access denied");
  }
}
