package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defers each recipient until so much time has gone by since it was first seen. */
public final class Greylisting implements Personality {

  private final Duration time;
  private final Map<String, Instant> firstSeen = new ConcurrentHashMap<>();

  public Greylisting(Duration time) {
    this.time = time;
  }

  @Override
  public Answer rcpt(Session session, String address) {
    Instant now = Instant.now();
    Instant first = firstSeen.computeIfAbsent(address, unseen -> now);
    return now.isBefore(first.plus(time))
        ? Answer.say(
            "450 4.2.0 <" + address + ">: Recipient address rejected: Greylisted, try again later")
        : Answer.usual();
  }
}
