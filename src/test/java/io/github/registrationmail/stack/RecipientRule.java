package io.github.registrationmail.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mail server answers to a recipient, steered by the local part of the address: {@code
 * refused+}, {@code named+} (refused by its name), {@code busy+}, {@code busyN+}, {@code drop+} and
 * {@code slow+}.
 */
enum RecipientRule {
  ACCEPT,
  ACCEPT_SLOWLY,
  REFUSE,
  NAME,
  DEFER,
  DROP;

  private static final Pattern STEERED =
      Pattern.compile("(refused|named|busy|drop|slow)(\\d?)\\+.*");

  /** The try is counted for this address, starting at 1. */
  static RecipientRule of(String address, int attempt) {
    Matcher steered = STEERED.matcher(address);
    if (!steered.matches()) {
      return ACCEPT;
    }
    String digit = steered.group(2);
    return switch (steered.group(1)) {
      case "refused" -> REFUSE;
      case "named" -> NAME;
      case "busy" -> digit.isEmpty() || attempt <= Integer.parseInt(digit) ? DEFER : ACCEPT;
      case "drop" -> DROP;
      default -> ACCEPT_SLOWLY;
    };
  }
}
