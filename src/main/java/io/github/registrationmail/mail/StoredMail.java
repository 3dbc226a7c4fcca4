package io.github.registrationmail.mail;

import io.github.registrationmail.template.Data;
import io.github.registrationmail.template.Recipient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a registration says about its mail.
 *
 * @param earlier attempts of earlier sendings, before an operator had it sent again
 * @param data JSON, what the application passed along
 */
public record StoredMail(
    long userId,
    int earlier,
    String email,
    String name,
    String locale,
    Instant registeredAt,
    String template,
    Optional<String> data) {

  /**
   * Part of the Message-ID. The same for each attempt, so that a receiver can tell a doubled mail;
   * but not for one that an operator has sent again, nor for the same id of a database that was
   * made anew.
   */
  String id() {
    String time = Long.toString(registeredAt.toEpochMilli(), Character.MAX_RADIX);
    String sending = earlier == 0 ? "" : "." + earlier;
    return "registration-" + userId + "." + time + sending;
  }

  /**
   * @param language that it is written in
   */
  Recipient recipient(String language) {
    return new Recipient(userId, email, name, language, data.map(Data::stored).orElse(Map.of()));
  }
}
