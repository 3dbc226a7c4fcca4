package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.smtp.Outcome.Accepted;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Greylisted;
import io.github.registrationmail.smtp.Outcome.InDoubt;
import io.github.registrationmail.smtp.Outcome.Rejected;
import io.github.registrationmail.smtp.SendingStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What follows each kind of answer, for the mail and for the pace; begins with 4 connections. */
class JudgeTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration FOR_PERSON = Duration.ofMinutes(5);
  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";
  private static final Optional<Outcome> IN_LINE = Optional.empty();

  private final Pace pace = new Pace(8, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Judge judge = new Judge(pace, FOR_PERSON, false);

  @Test
  void acceptsWhatTheServerHas() {
    assertEquals(outcome(new Accepted("250 2.0.0 Ok")), accept(ADA));
    assertEquals(5, pace.connections());
    assertEquals(Trouble.NONE, judge.trouble(0));
  }

  @Test
  void leavesThePaceAsItIsWhenTheFaultIsTheMails() {
    assertEquals(outcome(new Deferred("450 4.2.0 busy")), refuse(ADA, 450, "4.2.0 busy"));
    assertEquals(outcome(new Rejected("550 5.1.1 who?")), refuse(ADA, 550, "5.1.1 who?"));
    assertEquals(
        outcome(new Greylisted("451 4.7.1 greylisted")), refuse(ADA, 451, "4.7.1 greylisted"));
    assertEquals(4, pace.connections());
    assertEquals(0, pace.round());
    assertEquals(Trouble.NONE, judge.trouble(0));
  }

  /** Then it is a limit. */
  @Test
  void believesInGreylistingOnce() {
    var unused = refuse(ADA, 451, "4.7.1 greylisted");
    assertEquals(IN_LINE, refuse(ADA, 451, "4.7.1 greylisted"));
    assertEquals(2, pace.connections());
    unused = accept(ADA);
    assertEquals(
        outcome(new Greylisted("451 4.7.1 greylisted")), refuse(ADA, 451, "4.7.1 greylisted"));
  }

  @Test
  void givesTheServerLessWhenItWantsLess() {
    assertEquals(IN_LINE, refuse(ADA, 421, "4.7.0 too many"));
    assertEquals(2, pace.connections());
    assertEquals(new Trouble(State.SLOWED, "421 4.7.0 too many"), judge.trouble(0));
  }

  /** The third time, with others accepted between. */
  @Test
  void countsForAMailThatOnlyTheServerSeemsToRefuse() {
    for (int i = 0; i < 2; i++) {
      assertEquals(IN_LINE, refuse(ADA, 421, "4.7.0 too many"));
      var unused = accept(BOB);
    }
    assertEquals(outcome(new Deferred("421 4.7.0 too many")), refuse(ADA, 421, "4.7.0 too many"));
  }

  @Test
  void pausesForAPersonWhenTheFaultIsOurs() {
    assertEquals(IN_LINE, refuse(ADA, 530, "5.7.0 sign in first"));
    assertTrue(pace.isPaused(FOR_PERSON.toNanos() - 1));
    assertFalse(pace.isPaused(FOR_PERSON.toNanos()));
    assertEquals(new Trouble(State.NEEDS_PERSON, "530 5.7.0 sign in first"), judge.trouble(0));
    assertEquals(new Trouble(State.NEEDS_PERSON, "530 5.7.0 sign in first"), troubleAfterAnHour());
  }

  @Test
  void fourRefusalsAreTheMailsAndTheFifthIsEverybodys() {
    for (int i = 0; i < 4; i++) {
      assertEquals(outcome(new Deferred("554 5.7.1 relay")), refuse(i + ADA, 554, "5.7.1 relay"));
    }
    assertEquals(4, pace.connections());
    assertEquals(IN_LINE, refuse(BOB, 554, "5.7.1 relay"));
    assertEquals(1, pace.connections());
    assertTrue(pace.isPaused(SECOND - 1));
    assertFalse(pace.isPaused(SECOND));
    assertEquals(new Trouble(State.REFUSED, "554 5.7.1 relay"), judge.trouble(0));
  }

  @Test
  void isInDoubtAboutATextThatNobodyAnswered() {
    assertEquals(outcome(new InDoubt("no answer", false)), judge(ADA, silent(true)));
    assertEquals(2, pace.connections());
    assertEquals(IN_LINE, judge(ADA, silent(false)));
  }

  @Test
  void countsForAMailThatIsInDoubtAgainAndAgain() {
    for (int i = 0; i < 2; i++) {
      var unused = judge(ADA, silent(true));
      unused = accept(BOB);
    }
    assertEquals(outcome(new InDoubt("no answer", true)), judge(ADA, silent(true)));
  }

  @Test
  void countsEverythingIfToldTo() {
    Judge strict = new Judge(pace, FOR_PERSON, true);
    Deferred busy = new Deferred("421 4.7.0 too many");
    assertEquals(outcome(busy), strict.judge(mail(ADA), refused(421, "4.7.0 too many"), 0, 0));
    assertEquals(
        outcome(new InDoubt("no answer", true)), strict.judge(mail(ADA), silent(true), 0, 0));
    assertEquals(
        outcome(new Deferred("530 no")), strict.judge(mail(ADA), refused(530, "no"), 0, 0));
    assertEquals(
        outcome(new Deferred("away")), strict.notOpened(new NotOpened(Fault.SERVER, "away"), 0, 0));
  }

  @Test
  void aConnectionThatIsNotOpenedCountsForNobody() {
    assertEquals(IN_LINE, judge.notOpened(new NotOpened(Fault.SERVER, "away"), 0, 0));
    assertEquals(2, pace.connections());
    assertEquals(new Trouble(State.SLOWED, "away"), judge.trouble(0));

    assertEquals(IN_LINE, judge.notOpened(new NotOpened(Fault.OURS, "535"), pace.round(), 0));
    assertTrue(pace.isPaused(FOR_PERSON.toNanos() - 1));
    assertEquals(State.NEEDS_PERSON, judge.trouble(0).state());
  }

  @Test
  void pausesAtOneConnection() {
    for (int i = 0; i < 3; i++) {
      var unused = judge.notOpened(new NotOpened(Fault.SERVER, "away"), pace.round(), 0);
    }
    assertEquals(1, pace.connections());
    assertTrue(pace.isPaused(SECOND - 1));
    assertEquals(new Trouble(State.PAUSED, "away"), judge.trouble(0));
    assertEquals(new Trouble(State.PAUSED, "away"), troubleAfterAnHour());
  }

  /** What is just slow has accepted others meanwhile. */
  @Test
  void givesASilentServerLessUnlessItIsJustSlow() {
    judge.slow(0, 0, SECOND);
    assertEquals(2, pace.connections());
    assertEquals(
        new Trouble(State.SLOWED, "no answer from the mail server"), judge.trouble(SECOND));

    var unused = judge.judge(mail(ADA), accepted(), pace.round(), 5 * SECOND);
    judge.slow(pace.round(), 4 * SECOND, 6 * SECOND);
    assertEquals(2, pace.connections());
    judge.slow(pace.round(), 5 * SECOND + 1, 6 * SECOND);
    assertEquals(1, pace.connections());
  }

  /** What is over is shown for a minute, a pause that is over as a slower pace. */
  @Test
  void showsATroubleThatIsOverForAMinute() {
    long day = Duration.ofDays(1).toNanos();
    var unused = judge.judge(mail(ADA), refused(530, "no"), 0, day);
    unused = accept(BOB);
    long minute = Duration.ofMinutes(1).toNanos();
    assertEquals(new Trouble(State.SLOWED, "530 no"), judge.trouble(day + minute - 1));
    assertEquals(Trouble.NONE, judge.trouble(day + minute));
  }

  /** The pause may be due to one mailbox alone. */
  @Test
  void triesAnotherRecipientDuringAPauseUntilThatIsRefusedToo() {
    assertFalse(judge.isWorthATry(mail(BOB), 0));
    pauseFor(ADA);
    assertTrue(judge.isWorthATry(mail(BOB), 0));
    assertFalse(judge.isWorthATry(mail(ADA), 0));
    assertFalse(judge.isWorthATry(mail(BOB), SECOND));

    var unused = refuse(BOB, 421, "4.7.0 too many");
    assertFalse(judge.isWorthATry(mail("eve@example.org"), 0));

    unused = accept(BOB);
    pauseFor(ADA);
    assertTrue(judge.isWorthATry(mail(BOB), 0));
  }

  @Test
  void triesNobodyDuringAPauseThatHasNothingToDoWithAnyMail() {
    pauseFor(ADA);
    var unused = judge.notOpened(new NotOpened(Fault.SERVER, "away"), pace.round(), 0);
    assertFalse(judge.isWorthATry(mail(BOB), 0));
  }

  @Test
  void triesNobodyWhileAPersonIsNeededOrEveryRecipientIsRefused() {
    pauseFor(ADA);
    var unused = refuse(ADA, 530, "no");
    assertFalse(judge.isWorthATry(mail(BOB), 0));

    unused = accept(BOB);
    pauseFor(ADA);
    for (int i = 0; i < 5; i++) {
      unused = refuse(i + ADA, 554, "5.7.1 relay");
    }
    assertFalse(judge.isWorthATry(mail(BOB), 0));
  }

  @Test
  void triesNobodyWhileTheServerSaysNothing() {
    pauseFor(ADA);
    judge.slow(pace.round(), 1, 1);
    assertFalse(judge.isWorthATry(mail(BOB), 1));
  }

  /** A silence about one mail may be due to that mail. */
  @Test
  void triesAnotherRecipientAfterASilenceAboutOne() {
    while (!pace.isPaused(0)) {
      var unused = judge(ADA, silent(true));
    }
    assertTrue(judge.isWorthATry(mail(BOB), 0));
  }

  @Test
  void countsTheFifthRefusalIfToldTo() {
    Judge strict = new Judge(pace, FOR_PERSON, true);
    for (int i = 0; i < 5; i++) {
      assertEquals(
          outcome(new Deferred("554 5.7.1 relay")),
          strict.judge(mail(i + ADA), refused(554, "5.7.1 relay"), 0, 0));
    }
    assertTrue(pace.isPaused(0));
  }

  /** Not for each mail: one line for each kind of pause, and one when it is over. */
  @Test
  void tellsOfAPauseOnce() {
    Logger log = Logger.getLogger(Judge.class.getName());
    log.addHandler(lines);
    try {
      for (int i = 0; i < 3; i++) {
        var unused = refuse(ADA, 530, "no");
      }
      var unused = accept(BOB);
      unused = accept(ADA);
      // too short to tell: 1 s, 2 s
      pauseFor(ADA);
      unused = refuse(ADA, 421, "4.7.0 too many");
      assertEquals(2, lines.said.size());
      // 4 s, 8 s
      unused = refuse(ADA, 421, "4.7.0 too many");
      unused = refuse(ADA, 421, "4.7.0 too many");
      unused = refuse(ADA, 530, "no");
    } finally {
      log.removeHandler(lines);
    }
    assertEquals(List.of("ERROR", "INFO", "WARN", "ERROR"), lines.said);
  }

  private final Lines lines = new Lines();

  /** The levels of what is logged. */
  private static final class Lines extends Handler {
    private final List<String> said = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      said.add(line.getLevel().getName());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void keepsNoAddressOfWhatTheServerSays() {
    assertEquals(
        outcome(new Rejected("550 5.1.1 <(address)> who?")),
        refuse(ADA, 550, "5.1.1 <ada@example.org> who?"));
  }

  /** Refused until sending pauses. */
  private void pauseFor(String recipient) {
    while (!pace.isPaused(0)) {
      var unused = refuse(recipient, 421, "4.7.0 too many");
    }
  }

  private Trouble troubleAfterAnHour() {
    return judge.trouble(Duration.ofHours(1).toNanos());
  }

  private Optional<Outcome> accept(String recipient) {
    return judge(recipient, accepted());
  }

  private Optional<Outcome> refuse(String recipient, int code, String text) {
    return judge(recipient, refused(code, text));
  }

  private Optional<Outcome> judge(String recipient, Tried tried) {
    return judge.judge(mail(recipient), tried, pace.round(), 0);
  }

  private static Optional<Outcome> outcome(Outcome outcome) {
    return Optional.of(outcome);
  }

  private static Tried accepted() {
    return Tried.accepted(new Reply(250, List.of("2.0.0 Ok")));
  }

  private static Tried refused(int code, String text) {
    return Tried.refused(Stage.RECIPIENT, new Reply(code, List.of(text)), true);
  }

  private static Tried silent(boolean perhapsSent) {
    return Tried.unanswered(Stage.TEXT, new NoReply(NoReply.Cause.LATE, "no answer"), perhapsSent);
  }

  private static Mail mail(String recipient) {
    return new Mail("us@example.org", recipient, new byte[0]);
  }
}
