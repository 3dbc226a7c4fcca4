package io.github.registrationmail.stack;

import io.github.registrationmail.stack.provider.ExpiredPassword;
import io.github.registrationmail.stack.provider.Rate;
import io.github.registrationmail.stack.smtp.Personality;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What one can make go wrong in dev mode, to see what the service does then. */
enum Fault {
  SILENCE("The mail server is silent", "It takes connections and says nothing."),
  THROTTLING(
      "The mail server throttles",
      "It takes one mail in five seconds and defers the others (450).",
      () -> Rate.ofMails(1, Duration.ofSeconds(5))),
  PASSWORD(
      "The password is wrong",
      "The mail server takes no mail from us until we sign in (530).",
      () -> new ExpiredPassword(0)),
  BROKER("The broker is gone", "With all that it had: the sweep sends it again.");

  private final String title;
  private final String words;
  private final Optional<Supplier<Personality>> personality;

  Fault(String title, String words) {
    this(title, words, Optional.empty());
  }

  Fault(String title, String words, Supplier<Personality> personality) {
    this(title, words, Optional.of(personality));
  }

  Fault(String title, String words, Optional<Supplier<Personality>> personality) {
    this.title = title;
    this.words = words;
    this.personality = personality;
  }

  String title() {
    return title;
  }

  String words() {
    return words;
  }

  /** Of the mail server, if it is the one. */
  Optional<Personality> personality() {
    return personality.map(Supplier::get);
  }
}
