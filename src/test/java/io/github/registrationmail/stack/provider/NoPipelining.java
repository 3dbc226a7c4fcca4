package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.List;
import java.util.Set;

/** Wants to be asked one thing at a time, and ends connections on which it is not. */
public record NoPipelining() implements Personality {

  private static final Set<String> UNKNOWN = Set.of("PIPELINING", "CHUNKING");

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    return usual.stream().filter(one -> !UNKNOWN.contains(one)).toList();
  }

  @Override
  public Answer command(Session session, String line) {
    return session.hasSaidMore()
        ? Answer.say("554 5.5.0 Error: SMTP protocol synchronization").thenClose()
        : Answer.usual();
  }
}
