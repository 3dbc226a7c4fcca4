package io.github.registrationmail.mail;

import io.github.registrationmail.mail.Admission.Inserted;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail this consumer alone may send now.
 *
 * @param earlier attempts of earlier sendings, before an operator had it sent again
 * @param claim token that proves the claim in later statements
 * @param data JSON, what the application passed along
 * @param validated when it was registered; else its first attempt is to do so
 */
record ClaimedMail(
    long userId,
    int attempt,
    int earlier,
    long claim,
    String email,
    String name,
    String locale,
    Instant registeredAt,
    String template,
    Optional<String> data,
    boolean validated) {

  /** Which attempt of its sending it is, from 1. */
  int attemptOfSending() {
    return attempt - earlier;
  }

  /** What is to be validated before it is written. */
  Optional<Inserted> unvalidated() {
    return validated || attemptOfSending() > 1
        ? Optional.empty()
        : Optional.of(new Inserted(userId, email, name, locale, template, data));
  }

  StoredMail stored() {
    return new StoredMail(userId, earlier, email, name, locale, registeredAt, template, data);
  }
}
