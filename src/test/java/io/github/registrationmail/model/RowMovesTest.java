package io.github.registrationmail.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.model.RowMoves.Claim;
import io.github.registrationmail.model.RowMoves.Move;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recorded row may do, and what it may not. */
@Tag("exhaustive")
class RowMovesTest {

  private static final Set<Move> MOVES = RowMoves.all();

  @ParameterizedTest
  @CsvSource({
    "PENDING, true, false, QUEUED, 0, NONE, true",
    "PENDING, false, false, RETRYING, 0, NONE, true",
    "QUEUED, true, false, SENDING, 0, NEW, true",
    "SENDING, true, true, SENT, 0, NONE, false",
    "SENDING, true, true, RETRYING, 1, NONE, true",
    "SENDING, true, true, PENDING, 0, NONE, true",
    "RETRYING, false, false, SENT, 0, NONE, false"
  })
  void hasWhatHappens(
      String before,
      boolean isFirst,
      boolean wasClaimed,
      String after,
      int further,
      Claim claim,
      boolean isScheduled) {
    assertTrue(
        MOVES.contains(new Move(before, isFirst, wasClaimed, after, further, claim, isScheduled)));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, true, false, RETRYING, 0, NONE, true",
    "QUEUED, true, false, SENDING, 1, NEW, true",
    "SENDING, true, true, SENDING, 0, NEW, true",
    "SENDING, true, true, SENT, 0, SAME, false",
    "SENDING, true, true, SENT, 0, NONE, true",
    "SENDING, true, true, RETRYING, 2, NONE, true",
    "SENDING, true, true, QUEUED, 0, NONE, true",
    "SENT, true, false, SENDING, 0, NEW, true",
    "FAILED, false, false, RETRYING, 1, NONE, true"
  })
  void hasNothingElse(
      String before,
      boolean isFirst,
      boolean wasClaimed,
      String after,
      int further,
      Claim claim,
      boolean isScheduled) {
    assertFalse(
        MOVES.contains(new Move(before, isFirst, wasClaimed, after, further, claim, isScheduled)));
  }

  @Test
  void knowsWhatMovesNothing() {
    assertTrue(new Move("SENDING", true, true, "SENDING", 0, Claim.SAME, true).isNone());
    assertFalse(new Move("SENDING", true, true, "SENDING", 0, Claim.NEW, true).isNone());
    assertFalse(new Move("QUEUED", true, false, "RETRYING", 0, Claim.NONE, true).isNone());
  }
}
