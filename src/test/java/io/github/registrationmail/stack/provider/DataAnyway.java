package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Defers some recipients and asks for the text all the same, as RFC 2920 (3.1) allows. */
public final class DataAnyway implements Personality {

  private final int every;
  private final AtomicInteger asked = new AtomicInteger();

  /** Each so-manieth recipient is deferred; no BDAT, so that DATA is asked for. */
  public DataAnyway(int every) {
    this.every = every;
  }

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    return new NoChunking().extensions(session, usual);
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return asked.incrementAndGet() % every == 0
        ? Answer.say("451 4.3.0 <" + address + ">: Temporary lookup failure")
        : Answer.usual();
  }

  @Override
  public Answer data(Session session) {
    return Answer.say("354 End data with <CR><LF>.<CR><LF>");
  }
}
