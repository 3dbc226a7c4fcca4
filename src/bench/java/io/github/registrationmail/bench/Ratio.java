package io.github.registrationmail.bench;

import java.util.List;

/** One contender's figures divided by those of another. */
record Ratio(Figures of, Figures to) {

  /** The first by each other one; the first under another condition by the first without. */
  static List<Ratio> among(List<Figures> contenders) {
    Figures first = contenders.get(0);
    return contenders.stream().skip(1).map(other -> between(first, other)).toList();
  }

  private static Ratio between(Figures first, Figures other) {
    return other.contender().startsWith(first.contender() + ", ")
        ? new Ratio(other, first)
        : new Ratio(first, other);
  }

  String name() {
    return "%s / %s".formatted(of.contender(), to.contender());
  }
}
