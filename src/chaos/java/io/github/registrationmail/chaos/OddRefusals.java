package io.github.registrationmail.chaos;

import io.github.registrationmail.support.MailSink.Refusals;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Of a hundred recipients two are greylisted, two are busy once, and one does not exist. */
final class OddRefusals implements Refusals {

  @Override
  public Optional<String> of(String recipient, int before) {
    if (isUnknown(recipient)) {
      return Optional.of("550 5.1.1 no such user");
    }
    if (before > 0) {
      return Optional.empty();
    }
    return isGreylisted(recipient)
        ? Optional.of("451 4.7.1 greylisted, come back later")
        : Optional.of("450 4.2.1 busy").filter(reply -> number(recipient) % 50 == 19);
  }

  /** Those of them that are refused for good. */
  static Set<String> unknown(Set<String> recipients) {
    return recipients.stream().filter(OddRefusals::isUnknown).collect(Collectors.toSet());
  }

  private static boolean isUnknown(String recipient) {
    return number(recipient) % 100 == 31;
  }

  static boolean isGreylisted(String recipient) {
    return number(recipient) % 50 == 7;
  }

  private static int number(String recipient) {
    return Integer.parseInt(recipient.replaceAll("\\D", ""));
  }
}
