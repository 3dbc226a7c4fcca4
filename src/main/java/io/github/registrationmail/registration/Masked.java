package io.github.registrationmail.registration;

import io.github.registrationmail.text.Addresses;
import java.util.Optional;

/** What is shown of a person to those whom people are hidden from. */
final class Masked {

  private static final String REST = "***";

  private Masked() {}

  /** The first letter, and the domain. */
  static String address(String email) {
    return first(email) + email.substring(Math.max(0, email.lastIndexOf('@')));
  }

  /** The first letter. */
  static String name(String name) {
    return first(name);
  }

  /** Without addresses: what is kept names none, but somebody else may have written the row. */
  static Optional<String> words(Optional<String> words) {
    return words.map(Addresses::hidden);
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, text.isEmpty() ? 0 : 1)) + REST;
  }
}
