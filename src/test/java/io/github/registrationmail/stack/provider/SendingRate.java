package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Throttles after the text, in the words of a large provider for programs that send. */
public final class SendingRate implements Personality {

  private final Window window;

  /** So many mails within this time. */
  public SendingRate(int most, Duration time) {
    window = new Window(most, time);
  }

  @Override
  public Answer text(Session session) {
    return window.admits()
        ? Answer.usual()
        : Answer.say("454 4.7.0 Throttling failure: Maximum sending rate exceeded.");
  }
}
