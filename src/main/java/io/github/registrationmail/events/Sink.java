package io.github.registrationmail.events;

import java.util.Locale;

/** Who is told of events: each has all of them, in its own time. */
enum Sink {
  EXCHANGE,
  WEBHOOK;

  /** As the database has it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
