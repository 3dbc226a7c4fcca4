package io.github.registrationmail.config;

import java.time.Duration;
import java.util.Optional;

/** Two times that must not contradict each other. */
public record Ascending(String shorter, String longer, boolean mayBeEqual) {

  public static Ascending orEqual(String shorter, String longer) {
    return new Ascending(shorter, longer, true);
  }

  public static Ascending strictly(String shorter, String longer) {
    return new Ascending(shorter, longer, false);
  }

  /** The sentence about two times in the wrong order. */
  Optional<String> fault(Values values) {
    Optional<Duration> first = values.of(shorter).flatMap(Times::parse);
    Optional<Duration> second = values.of(longer).flatMap(Times::parse);
    return first.isPresent() && second.isPresent() && contradict(first.get(), second.get())
        ? Optional.of(sentence(values))
        : Optional.empty();
  }

  private boolean contradict(Duration first, Duration second) {
    int order = second.compareTo(first);
    return mayBeEqual ? order < 0 : order <= 0;
  }

  private String sentence(Values values) {
    return "%s (%s) must %s %s (%s)."
        .formatted(
            longer,
            values.of(longer).orElseThrow(),
            mayBeEqual ? "not be shorter than" : "be longer than",
            shorter,
            values.of(shorter).orElseThrow());
  }
}
