package io.github.registrationmail.mail;

import java.util.Optional;

/** What a registration must fulfil that was inserted past the REST API. */
public interface Admission {

  /**
   * A row as an application has inserted it.
   *
   * @param locale empty for the default language
   */
  record Inserted(
      long userId,
      String email,
      String name,
      String locale,
      String template,
      Optional<String> data) {}

  /** The sentence about what is wrong with it. */
  Optional<String> fault(Inserted row);
}
