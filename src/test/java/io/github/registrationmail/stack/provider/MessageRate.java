package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Counts MAIL commands a client and defers more, as Postfix does with its anvil. */
public final class MessageRate implements Personality {

  private final Window window;

  /** So many mails within this time. */
  public MessageRate(int most, Duration time) {
    window = new Window(most, time);
  }

  @Override
  public Answer mail(Session session) {
    return window.admits()
        ? Answer.usual()
        : Answer.say("450 4.7.1 Error: too much mail from 127.0.0.1");
  }
}
