package io.github.registrationmail.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through all states, breadth first, so that the first one that is wrong is the nearest. */
final class Explorer {

  /**
   * What does not hold, and the shortest way there.
   *
   * @param choices which of the possible steps was taken, each time
   */
  record Counterexample(Invariant invariant, List<Integer> choices, List<String> story) {

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("broken: " + invariant.words + "\n");
      for (int i = 0; i < story.size(); i++) {
        text.append(String.format("  %2d. %s%n", i + 1, story.get(i)));
      }
      return text.append("  choices: ").append(choices).toString();
    }
  }

  private static final int NONE = -1;

  private final Rules rules;
  private long[] low = new long[1 << 16];
  private long[] high = new long[1 << 16];
  private int[] parent = new int[1 << 16];
  private int[] table = new int[1 << 18];
  private int size;
  private long steps;
  private int current = NONE;
  private @Nullable Invariant broken;
  private int last = NONE;

  Explorer(Rules rules) {
    this.rules = rules;
    Arrays.fill(table, NONE);
  }

  int states() {
    return size;
  }

  void read(int index, State into) {
    into.unpack(low[index], high[index]);
  }

  long steps() {
    return steps;
  }

  /** Goes on until nothing is left, or something does not hold. */
  Optional<Counterexample> explore() {
    Steps walk = new Steps(rules, this::visit);
    State state = new State();
    walk.first();
    for (int i = 0; i < size && broken == null; i++) {
      current = i;
      read(i, state);
      walk.from(state);
    }
    if (broken == null) {
      last = new Ending(rules, this).none();
      broken = last == NONE ? null : Invariant.END;
    }
    return broken == null
        ? Optional.empty()
        : Optional.of(new Teller(rules).tell(broken, path(last)));
  }

  private void visit(
      State next,
      String words,
      int replica,
      int attempt,
      boolean fails,
      @Nullable Invariant byTheStep) {
    steps++;
    if (broken != null) {
      return;
    }
    next.pack();
    int before = size;
    int index = index(next.low, next.high, true);
    Invariant wrong =
        byTheStep == null && index >= before ? Invariant.brokenIn(next, rules.attempts) : byTheStep;
    if (wrong != null) {
      broken = wrong;
      last = index;
      // a step that is wrong may lead to a state that is known by another way
      parent[index] = current;
    }
  }

  /** Where the state is kept; adds it if it is new and wanted. */
  int index(long a, long b, boolean adds) {
    int slot = slot(a, b);
    while (table[slot] != NONE) {
      int index = table[slot];
      if (low[index] == a && high[index] == b) {
        return index;
      }
      slot = slot + 1 & table.length - 1;
    }
    if (!adds) {
      throw new IllegalStateException("a state that is not known");
    }
    table[slot] = size;
    low[size] = a;
    high[size] = b;
    parent[size] = current;
    int added = size++;
    grow();
    return added;
  }

  private int slot(long a, long b) {
    long hash = (a * 0x9e3779b97f4a7c15L ^ b) * 0xbf58476d1ce4e5b9L;
    return (int) (hash >>> 32) & table.length - 1;
  }

  private void grow() {
    if (size == low.length) {
      low = Arrays.copyOf(low, 2 * size);
      high = Arrays.copyOf(high, 2 * size);
      parent = Arrays.copyOf(parent, 2 * size);
    }
    if (size > table.length / 2) {
      table = new int[2 * table.length];
      Arrays.fill(table, NONE);
      for (int i = 0; i < size; i++) {
        int slot = slot(low[i], high[i]);
        while (table[slot] != NONE) {
          slot = slot + 1 & table.length - 1;
        }
        table[slot] = i;
      }
    }
  }

  private List<long[]> path(int to) {
    List<long[]> path = new ArrayList<>();
    for (int i = to; i != NONE; i = parent[i]) {
      path.add(0, new long[] {low[i], high[i]});
    }
    return path;
  }
}
