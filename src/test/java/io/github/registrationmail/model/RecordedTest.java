package io.github.registrationmail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.model.RowChange.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that was recorded, beside the model. */
@Tag("exhaustive")
class RecordedTest {

  private static final Set<RowMoves.Move> MODEL = RowMoves.all();

  /** The statement that inserted the row has left its own token. */
  private static final Optional<Long> INSERTED = Optional.of(7L);

  private static final Row PENDING = new Row("PENDING", 1, 0, 0, INSERTED);
  private static final Row QUEUED = new Row("QUEUED", 1, 0, 0, INSERTED);
  private static final Row SENDING = new Row("SENDING", 1, 0, 0, Optional.of(1L));
  private static final Row SENT = new Row("SENT", 1, 0, 0, Optional.empty());

  private final List<RowChange> changes = new ArrayList<>();
  private Optional<Row> left = Optional.empty();

  @Test
  void isAsTheModelHasIt() {
    add(PENDING, QUEUED, SENDING, SENDING, SENT);
    Recorded recorded = Recorded.of(changes, MODEL);
    assertEquals(List.of(), recorded.strange());
    assertEquals(5, recorded.changes());
    assertEquals(3, recorded.moves());
  }

  @Test
  void countsWhatTheSweepHasPublished() {
    add(
        PENDING,
        new Row("PENDING", 1, 0, 1, Optional.empty()),
        new Row("QUEUED", 1, 0, 1, Optional.empty()),
        new Row("QUEUED", 1, 0, 2, Optional.empty()),
        new Row("QUEUED", 1, 0, 3, Optional.empty()));
    Recorded recorded = Recorded.of(changes, MODEL);
    assertEquals(List.of(), recorded.strange());
    assertEquals(1, recorded.sweptUnconfirmed());
    assertEquals(2, recorded.sweptConfirmed());
  }

  @Test
  void noticesAMoveThatTheModelDoesNotHave() {
    add(PENDING, QUEUED, SENDING, new Row("SENDING", 1, 0, 0, Optional.of(2L)));
    assertStrange("no move of the model");
  }

  @Test
  void noticesAMailThatIsClaimedAgainAfterItWasSent() {
    add(PENDING, QUEUED, SENDING, SENT, SENDING);
    assertStrange("no move of the model");
  }

  @Test
  void noticesAnAttemptThatWasSkipped() {
    add(PENDING, QUEUED, SENDING, new Row("RETRYING", 3, 0, 0, Optional.empty()));
    assertStrange("no move of the model");
  }

  @Test
  void noticesAChangeThatIsMissing() {
    add(PENDING, QUEUED, SENDING, SENT);
    changes.remove(1);
    assertStrange("not as it was left");
  }

  @Test
  void noticesARowThatBeginsElsewhere() {
    add(QUEUED);
    assertStrange("inserted");
  }

  private void add(Row... rows) {
    for (Row row : rows) {
      changes.add(new RowChange(1, left, row, !row.state().equals("SENT")));
      left = Optional.of(row);
    }
  }

  private void assertStrange(String why) {
    List<String> strange = Recorded.of(changes, MODEL).strange();
    assertEquals(1, strange.size(), strange::toString);
    assertTrue(strange.get(0).startsWith(why), strange::toString);
  }
}
