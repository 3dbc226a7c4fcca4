package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** Shuts down in the midst of a mail: each so-manieth recipient meets it. */
public final class ClosesInTheMiddle implements Personality {

  private final int every;
  private final AtomicInteger asked = new AtomicInteger();

  public ClosesInTheMiddle(int every) {
    this.every = every;
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return asked.incrementAndGet() % every == 0
        ? Answer.say("421 4.3.2 mail.test Service shutting down").thenClose()
        : Answer.usual();
  }
}
