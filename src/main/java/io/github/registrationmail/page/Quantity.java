package io.github.registrationmail.page;

import java.util.Locale;

/** Writes numbers as the page shows them, the same in both languages. */
final class Quantity {

  private Quantity() {}

  static String count(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
