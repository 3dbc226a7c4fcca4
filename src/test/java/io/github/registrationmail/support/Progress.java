package io.github.registrationmail.support;

import java.time.LocalTime;

/** Tells on the console what happens. */
public final class Progress {

  private Progress() {}

  public static void say(String format, Object... arguments) {
    System.out.printf("%tT %s%n", LocalTime.now(), format.formatted(arguments));
  }
}
