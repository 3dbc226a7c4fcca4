package io.github.registrationmail.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A time, in UTC as the columns have it.
 *
 * @param from the first moment
 * @param to the first moment after it
 */
public record Period(LocalDateTime from, LocalDateTime to) {

  static final LocalDateTime BEGINNING = LocalDateTime.of(1970, 1, 1, 0, 0);
  static final LocalDateTime END = LocalDateTime.of(9999, 1, 1, 0, 0);

  boolean isLimited() {
    return first().isPresent() || end().isPresent();
  }

  /** Empty if it has always begun. */
  Optional<LocalDateTime> first() {
    return Optional.of(from).filter(time -> !time.equals(BEGINNING));
  }

  /** Empty if it never ends. */
  Optional<LocalDateTime> end() {
    return Optional.of(to).filter(time -> !time.equals(END));
  }

  /** An instant, or a day, which stands for its beginning. */
  static LocalDateTime from(String text) {
    return at(text, 0);
  }

  /** An instant, or a day, which belongs to it. */
  static LocalDateTime to(String text) {
    return at(text, 1);
  }

  private static LocalDateTime at(String text, int days) {
    try {
      LocalDateTime time =
          text.contains("T")
              ? LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC)
              : LocalDate.parse(text).plusDays(days).atStartOfDay();
      if (time.isBefore(BEGINNING) || time.isAfter(END)) {
        throw new IllegalArgumentException(text);
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
