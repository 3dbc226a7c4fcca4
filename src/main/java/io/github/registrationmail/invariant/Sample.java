package io.github.registrationmail.invariant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows that one look takes: a step of each walk, and those that were found at the last one, so
 * that a violation is seen until it is mended.
 */
final class Sample {

  /** More are not looked at again, until a walk comes by. */
  private static final int MOST_KEPT = 1_000;

  private final List<Walk> walks;
  private volatile Set<Long> kept = Set.of();

  Sample(List<Walk> walks) {
    this.walks = List.copyOf(walks);
  }

  /** Their ids, each once, ascending. */
  Uni<List<Long>> ids() {
    return Multi.createFrom()
        .iterable(walks)
        .onItem()
        .transformToUniAndConcatenate(Walk::step)
        .collect()
        .in(() -> new TreeSet<>(kept), Set::addAll)
        .map(List::copyOf);
  }

  /** These are looked at again. */
  void keep(Collection<Long> found) {
    kept = found.stream().sorted().distinct().limit(MOST_KEPT).collect(Collectors.toSet());
  }
}
