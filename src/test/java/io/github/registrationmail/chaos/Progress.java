package io.github.registrationmail.chaos;

import java.time.LocalTime;

/** Tells on the console what happens. */
final class Progress {

  private Progress() {}

  static void say(String format, Object... arguments) {
    System.out.printf("%tT chaos: %s%n", LocalTime.now(), format.formatted(arguments));
  }
}
