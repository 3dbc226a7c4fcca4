package io.github.registrationmail.model;

import io.github.registrationmail.model.RowChange.Row;
import io.github.registrationmail.model.RowMoves.Claim;
import io.github.registrationmail.model.RowMoves.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the rows of one run, change by change.
 *
 * @param changes how many there were
 * @param moves those that moved a mail
 * @param strange those that the model does not have, in words
 * @param sweptConfirmed messages that the broker had confirmed and that the sweep has published
 *     again, because nobody came for them in time
 * @param sweptUnconfirmed mails that the sweep has published because no publish of theirs was
 *     confirmed
 */
public record Recorded(
    int changes, int moves, List<String> strange, int sweptConfirmed, int sweptUnconfirmed) {

  /**
   * @param changes those of one row together and in their order
   * @param model all moves that there are
   */
  public static Recorded of(List<RowChange> changes, Set<Move> model) {
    Reading reading = new Reading(model);
    changes.forEach(reading::add);
    return new Recorded(
        changes.size(),
        reading.moves,
        reading.strange,
        swept(changes, "QUEUED"),
        swept(changes, "PENDING"));
  }

  private static int swept(List<RowChange> changes, String state) {
    return (int)
        changes.stream()
            .filter(
                change -> change.before().filter(row -> isSwept(row, change.after())).isPresent())
            .filter(change -> change.after().state().equals(state))
            .filter(change -> change.before().orElseThrow().state().equals(state))
            .count();
  }

  private static boolean isSwept(Row before, Row after) {
    return after.swept() > before.swept();
  }

  /** Goes through the changes and remembers how each row was left. */
  private static final class Reading {

    private final Set<Move> model;
    private final List<String> strange = new ArrayList<>();
    private final Map<Long, Row> left = new HashMap<>();

    /** What stands in place of a claim until the first one: that of the statement that inserted. */
    private final Map<Long, Optional<Long>> inserted = new HashMap<>();

    private int moves;

    Reading(Set<Move> model) {
      this.model = model;
    }

    void add(RowChange change) {
      if (change.before().isEmpty()) {
        insert(change);
      } else {
        update(change, change.before().get());
      }
      left.put(change.id(), change.after());
    }

    private void insert(RowChange change) {
      inserted.put(change.id(), change.after().claim());
      boolean isNew = change.after().state().equals("PENDING") && change.after().attempt() == 1;
      if (!isNew || !change.isScheduled() || left.containsKey(change.id())) {
        strange.add("inserted: " + change);
      }
    }

    private void update(RowChange change, Row before) {
      if (!before.equals(left.get(change.id()))) {
        strange.add("not as it was left, " + left.get(change.id()) + ": " + change);
      }
      Move move = move(change, before);
      if (!move.isNone()) {
        moves++;
        if (before.earlier() != change.after().earlier() || !model.contains(move)) {
          strange.add("no move of the model, " + move + ": " + change);
        }
      }
    }

    private Move move(RowChange change, Row before) {
      Row after = change.after();
      Optional<Long> claimBefore = claim(change.id(), before);
      Optional<Long> claimAfter = claim(change.id(), after);
      return new Move(
          before.state(),
          before.attempt() == before.earlier() + 1,
          claimBefore.isPresent(),
          after.state(),
          after.attempt() - before.attempt(),
          claimAfter.isEmpty()
              ? Claim.NONE
              : claimAfter.equals(claimBefore) ? Claim.SAME : Claim.NEW,
          change.isScheduled());
    }

    private Optional<Long> claim(long id, Row row) {
      return row.claim().equals(inserted.get(id)) ? Optional.empty() : row.claim();
    }
  }
}
