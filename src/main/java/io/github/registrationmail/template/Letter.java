package io.github.registrationmail.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the recipient reads.
 *
 * @param from instead of the service's own sender
 * @param replyTo instead of the service's own
 * @param headers further ones
 */
public record Letter(
    String subject,
    String text,
    Optional<String> html,
    Optional<String> from,
    Optional<String> replyTo,
    Map<String, String> headers,
    List<Image> images) {

  /** The same, marked so that nobody takes it for a real one. */
  public Letter asTest() {
    Map<String, String> marked = new LinkedHashMap<>(headers);
    marked.put("X-Registration-Mail", "test");
    return new Letter("[Test] " + subject, text, html, from, replyTo, marked, images);
  }
}
