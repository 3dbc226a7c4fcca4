package io.github.registrationmail.model;

import io.github.registrationmail.model.Rules.Bounds;
import java.util.HashSet;
import java.util.Set;

/**
 * All that the model can do to the row of a mail in one step, so that what was recorded of a real
 * one can be looked up in it.
 */
public final class RowMoves {

  /** Nobody acts, so that none is started over or sent again, and a third attempt is the last. */
  private static final Bounds BOUNDS = new Bounds(2, 0, 1, 2);

  /** As a claim of the row after the move. */
  public enum Claim {
    NONE,
    SAME,
    NEW
  }

  /**
   * The row before and after, as far as the model has it and a change can be seen in it.
   *
   * @param isFirst whether the attempt before was the first of its sending
   * @param wasClaimed whether somebody had claimed it
   * @param further attempts that were added
   * @param isScheduled whether the sweep looks at it some time
   */
  public record Move(
      String before,
      boolean isFirst,
      boolean wasClaimed,
      String after,
      int further,
      Claim claim,
      boolean isScheduled) {

    /** Whether nothing has moved: a lease was renewed, or the sweep looks another time. */
    public boolean isNone() {
      return before.equals(after)
          && further == 0
          && claim == (wasClaimed ? Claim.SAME : Claim.NONE);
    }
  }

  private RowMoves() {}

  /** Explores the model, and fails if it does not hold. */
  public static Set<Move> all() {
    Rules rules = new Rules(BOUNDS);
    Explorer explorer = new Explorer(rules);
    explorer
        .explore()
        .ifPresent(
            found -> {
              throw new IllegalStateException(found.toString());
            });
    Set<Move> moves = new HashSet<>();
    State before = new State();
    Steps steps =
        new Steps(
            rules,
            (after, words, replica, attempt, fails, broken) -> {
              if (before.exists() && after.exists()) {
                moves.add(move(before, after));
              }
            });
    for (int i = 0; i < explorer.states(); i++) {
      explorer.read(i, before);
      steps.from(before);
    }
    return moves;
  }

  private static Move move(State before, State after) {
    return new Move(
        Rules.STATES[before.state].name(),
        before.attempt == before.earlier + 1,
        before.claim != State.NOBODY,
        Rules.STATES[after.state].name(),
        after.attempt - before.attempt,
        claim(before.claim, after.claim),
        after.sweep != State.NEVER);
  }

  /** A claim whose holder is gone is the same claim. */
  private static Claim claim(int before, int after) {
    if (after == State.NOBODY) {
      return Claim.NONE;
    }
    return before == after || after == State.GONE ? Claim.SAME : Claim.NEW;
  }
}
