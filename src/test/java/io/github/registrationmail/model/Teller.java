package io.github.registrationmail.model;

import io.github.registrationmail.model.Explorer.Counterexample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the way to a state as a story, in which each replica keeps its name, and replays it. */
final class Teller {

  private record Possible(State state, String words, @Nullable Invariant broken) {}

  private final Steps steps;
  private final List<Possible> possible = new ArrayList<>();

  Teller(Rules rules) {
    this.steps =
        new Steps(
            rules,
            (next, words, replica, attempt, fails, broken) -> {
              State state = new State();
              state.copy(next);
              state.pack();
              possible.add(new Possible(state, words(words, replica, attempt), broken));
            });
  }

  Counterexample tell(Invariant invariant, List<long[]> path) {
    List<Integer> choices = new ArrayList<>();
    List<String> story = new ArrayList<>();
    State state = first();
    for (int i = 0; i < path.size(); i++) {
      int choice = choice(path.get(i), i == path.size() - 1 ? invariant : null);
      choices.add(choice);
      story.add(possible.get(choice).words());
      state = go(choice);
    }
    return new Counterexample(invariant, choices, story);
  }

  /** What the choices lead to: what does not hold there, and how it came about. */
  static List<String> replay(Rules rules, List<Integer> choices) {
    Teller teller = new Teller(rules);
    State state = teller.first();
    List<String> story = new ArrayList<>();
    for (int choice : choices) {
      Possible taken = teller.possible.get(choice);
      story.add(taken.words());
      Invariant broken =
          taken.broken() == null
              ? Invariant.brokenIn(taken.state(), rules.attempts)
              : taken.broken();
      if (broken != null) {
        story.add("broken: " + broken.words);
      }
      state = teller.go(choice);
    }
    return story;
  }

  private static String words(String words, int replica, int attempt) {
    String told = words.replace("#", "" + attempt);
    return replica < 0 ? told : "replica " + "ABC".charAt(replica) + " " + told;
  }

  private State first() {
    possible.clear();
    steps.first();
    return new State();
  }

  private State go(int choice) {
    State state = possible.get(choice).state();
    possible.clear();
    steps.from(state);
    return state;
  }

  /** Of several steps to the same state, the one that breaks what is broken. */
  private int choice(long[] wanted, @Nullable Invariant breaks) {
    int choice = -1;
    for (int i = 0; i < possible.size(); i++) {
      Possible one = possible.get(i);
      if (one.state().low == wanted[0]
          && one.state().high == wanted[1]
          && (choice < 0 || breaks != null && one.broken() == breaks)) {
        choice = i;
      }
    }
    if (choice < 0) {
      throw new IllegalStateException("no step leads there");
    }
    return choice;
  }
}
