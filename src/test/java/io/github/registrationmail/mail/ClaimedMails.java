package io.github.registrationmail.mail;

import java.time.Instant;
import java.util.Optional;

/** Mails that are claimed for their first attempt, where it does not matter to whom they are. */
final class ClaimedMails {

  private ClaimedMails() {}

  /** One whose registration and claim have this number. */
  static ClaimedMail number(long number) {
    return new ClaimedMail(
        number,
        1,
        0,
        number,
        "ada@example.org",
        "Ada",
        "en",
        Instant.EPOCH,
        "welcome",
        Optional.empty(),
        true);
  }
}
