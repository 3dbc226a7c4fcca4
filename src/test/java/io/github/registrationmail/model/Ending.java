package io.github.registrationmail.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Looks from each state for a way to an end on which nothing fails. */
final class Ending {

  private static final int NONE = -1;

  private final Explorer states;
  private final Steps steps;
  private final BitSet ends;
  private final List<Integer> found = new ArrayList<>();
  private final State state = new State();
  private boolean isNear;

  Ending(Rules rules, Explorer states) {
    this.states = states;
    this.ends = new BitSet(states.states());
    this.steps =
        new Steps(
            rules,
            (next, words, replica, attempt, fails, broken) -> {
              if (!fails && !isNear) {
                next.pack();
                found.add(states.index(next.low, next.high, false));
                isNear = ends.get(found.get(found.size() - 1));
              }
            });
  }

  /** A state from which there is none, the nearest; or -1. */
  int none() {
    for (int i = 0; i < states.states(); i++) {
      states.read(i, state);
      ends.set(i, Invariant.isEnd(state));
    }
    int none = NONE;
    for (int i = states.states() - 1; i >= 0; i--) {
      if (!ends.get(i) && !leads(i)) {
        none = i;
      }
    }
    return none;
  }

  /** Depth first, from a state that is no end; marks the way, if it leads to one that is marked. */
  private boolean leads(int from) {
    List<Integer> way = new ArrayList<>();
    List<List<Integer>> left = new ArrayList<>();
    BitSet seen = new BitSet();
    int next = from;
    while (true) {
      if (!seen.get(next)) {
        seen.set(next);
        way.add(next);
        if (isNear(next)) {
          way.forEach(ends::set);
          return true;
        }
        left.add(new ArrayList<>(found));
      }
      while (!left.isEmpty() && left.get(left.size() - 1).isEmpty()) {
        left.remove(left.size() - 1);
        way.remove(way.size() - 1);
      }
      if (left.isEmpty()) {
        return false;
      }
      List<Integer> here = left.get(left.size() - 1);
      next = here.remove(here.size() - 1);
    }
  }

  /** Whether one step leads to a state that is marked. */
  private boolean isNear(int index) {
    found.clear();
    isNear = false;
    states.read(index, state);
    steps.from(state);
    return isNear;
  }
}
