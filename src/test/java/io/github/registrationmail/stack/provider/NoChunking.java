package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.List;

/** Knows DATA only. */
public record NoChunking() implements Personality {

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    return usual.stream().filter(one -> !one.equals("CHUNKING")).toList();
  }
}
