package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has no room for the recipients whose address begins with {@code full}, the first so many times.
 */
public final class FullMailbox implements Personality {

  private final boolean forGood;
  private final int times;
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  /** With a code that means "for good" or "for now". */
  public FullMailbox(boolean forGood, int times) {
    this.forGood = forGood;
    this.times = times;
  }

  @Override
  public Answer rcpt(Session session, String address) {
    if (!address.startsWith("full") || times(address) > times) {
      return Answer.usual();
    }
    return Answer.say(
        forGood
            ? "552 5.2.2 <" + address + ">: user is over quota"
            : "452 4.2.2 <" + address + ">: mailbox full");
  }

  private int times(String address) {
    return asked.computeIfAbsent(address, unseen -> new AtomicInteger()).incrementAndGet();
  }
}
