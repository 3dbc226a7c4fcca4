package io.github.registrationmail.template;

import java.util.Map;

/** Whom a mail is for: the names that a template knows. */
public record Recipient(
    long id, String email, String name, String locale, Map<String, Object> data) {

  Map<String, Object> values() {
    return Map.of("id", id, "email", email, "name", name, "locale", locale, "data", data);
  }
}
