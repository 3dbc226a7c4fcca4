package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Ends connections on which nothing is said for a time. */
public record ClosesIdle(Duration time, boolean saysSo) implements Personality {

  @Override
  public Duration patience() {
    return time;
  }

  @Override
  public Answer idle(Session session) {
    return saysSo ? Answer.usual() : Answer.close();
  }
}
