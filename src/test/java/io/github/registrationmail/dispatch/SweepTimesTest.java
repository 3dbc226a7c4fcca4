package io.github.registrationmail.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SweepTimesTest {

  private final SweepTimes times =
      new SweepTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5));

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "QUEUED", "RETRYING", "SENDING"})
  void publishesWhatIsOverdue(MailState state) {
    assertTrue(times.decide(row(state, 0), false).publish());
  }

  @Test
  void looksAgainAtAPendingMailAfterTwicePublishDeadline() {
    assertEquals(Duration.ofSeconds(10), times.decide(row(MailState.PENDING, 0), false).next());
    assertEquals(Duration.ofSeconds(10), times.decide(row(MailState.PENDING, 9), false).next());
  }

  @Test
  void leavesARegistrationToTheSweepAtOnceWhileTheBrokerIsAway() {
    assertEquals(Duration.ZERO, times.registered(false));
    assertEquals(Duration.ofSeconds(10), times.registered(true));
  }

  @Test
  void givesWhatTheBrokerHoldsItsGraceAfterTheDelay() {
    assertEquals(Duration.ofSeconds(37), times.held(Duration.ofSeconds(7)));
    assertEquals(Duration.ofSeconds(30), times.held(Duration.ZERO));
    assertEquals(Duration.ofSeconds(10), times.published());
    assertEquals(Duration.ZERO, times.unpublished());
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "RETRYING", "SENDING"})
  void doublesTheGraceEachTimeUpToTheLongest(MailState state) {
    var waits =
        IntStream.of(0, 1, 2, 3, 4, 20, 63, 1000)
            .mapToObj(swept -> times.decide(row(state, swept), false).next().toSeconds())
            .toList();
    assertEquals(List.of(30L, 60L, 120L, 240L, 300L, 300L, 300L, 300L), waits);
  }

  @Test
  void addsWhatIsLeftOfTheDelay() {
    Overdue row =
        new Overdue(1, 2, MailState.RETRYING, Duration.ofSeconds(7), 0, Optional.empty(), false);
    assertEquals(Duration.ofSeconds(37), times.decide(row, false).next());
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "RETRYING"})
  void leavesABacklogAloneUntilTheLongestGrace(MailState state) {
    assertFalse(times.decide(row(state, 0), true).publish());
    assertFalse(times.decide(row(state, 3), true).publish());
    assertTrue(times.decide(row(state, 4), true).publish());
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "SENDING"})
  void publishesInABacklogWhatTheBrokerDoesNotHave(MailState state) {
    assertTrue(times.decide(row(state, 0), true).publish());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"PENDING", "QUEUED", "RETRYING"},
      mode = Mode.EXCLUDE)
  void knowsWhichAttemptsAreStillToCome(MailState state) {
    assertFalse(state.isWaiting());
  }

  private static Overdue row(MailState state, int swept) {
    return new Overdue(1, 1, state, Duration.ZERO, swept, Optional.empty(), false);
  }
}
