package io.github.registrationmail.page;

import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A duration as people say it, in one unit or two; each language has its own names for them.
 *
 * @param parts empty when there is nothing to say
 */
@TemplateData
record Span(List<Part> parts) {

  static final Span NONE = new Span(List.of());

  static Span of(Duration duration) {
    if (duration.toSeconds() < 1) {
      return new Span(List.of(new Part(duration.toMillis(), Unit.MS)));
    }
    if (duration.toMinutes() < 1) {
      return new Span(List.of(new Part(duration.toSeconds(), Unit.S)));
    }
    if (duration.toHours() < 1) {
      return of(duration.toMinutes(), Unit.MIN, duration.toSecondsPart(), Unit.S);
    }
    return duration.toDays() < 1
        ? of(duration.toHours(), Unit.H, duration.toMinutesPart(), Unit.MIN)
        : of(duration.toDays(), Unit.D, duration.toHoursPart(), Unit.H);
  }

  private static Span of(long large, Unit unit, int small, Unit smallUnit) {
    return new Span(
        Stream.of(new Part(large, unit), new Part(small, smallUnit))
            .filter(part -> part.amount() > 0)
            .toList());
  }

  /** So many of one unit. */
  @TemplateData
  record Part(long amount, Unit unit) {}

  /** What durations are said in. */
  enum Unit {
    MS,
    S,
    MIN,
    H,
    D
  }
}
