package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Takes so many recipients within a time and defers more without telling why. */
public final class WordlessRate implements Personality {

  private final Window window;

  public WordlessRate(int most, Duration time) {
    window = new Window(most, time);
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return window.admits()
        ? Answer.usual()
        : Answer.say("450 4.7.1 <" + address + ">: Recipient address rejected: try again later");
  }
}
