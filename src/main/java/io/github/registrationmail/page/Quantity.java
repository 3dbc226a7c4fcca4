package io.github.registrationmail.page;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers and durations as the page shows them, the same in both languages. */
final class Quantity {

  private Quantity() {}

  static String count(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  static String duration(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toSeconds() < 1) {
      return millis + " ms";
    }
    if (duration.toMinutes() < 1) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() < 1) {
      return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    return duration.toDays() < 1
        ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
        : two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long large, String unit, int small, String smallUnit) {
    return small == 0
        ? "%d %s".formatted(large, unit)
        : "%d %s %d %s".formatted(large, unit, small, smallUnit);
  }
}
