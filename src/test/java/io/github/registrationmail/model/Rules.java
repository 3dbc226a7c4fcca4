package io.github.registrationmail.model;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.SweepRule;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.dispatch.Transition.Asked;
import io.github.registrationmail.mail.BlameRule;
import io.github.registrationmail.retry.Blame;
import io.github.registrationmail.retry.Decision;
import io.github.registrationmail.retry.PolicyRule;
import io.github.registrationmail.retry.RetryPolicy;
import io.github.registrationmail.smtp.AnswerRule;
import io.github.registrationmail.smtp.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * What production decides, asked of its own classes once and kept in tables; a mutant changes an
 * entry, or overrides a habit.
 */
class Rules {

  /** Whose fault a failed attempt is, see {@link Blame}. */
  enum Kind {
    COUNTED,
    FOR_GOOD,
    NOT_COUNTED
  }

  /** What the mail server does with a mail. */
  enum Answer {
    ACCEPTS("has attempt # accepted", AnswerRule.accepts(), true),
    IS_BUSY("has attempt # refused, for now", AnswerRule.busy(), false),
    REFUSES("has attempt # refused, for good", AnswerRule.refuses(), false),
    THROTTLES("is told that the mail server takes nothing now", AnswerRule.throttles(), false),
    SILENT_BEFORE(
        "gets no answer, before the text of attempt #", AnswerRule.silentBeforeTheText(), false),
    SILENT_WITHOUT(
        "gets no answer, and the mail server does not have the mail",
        AnswerRule.silentAfterTheText(),
        false),
    SILENT_WITH(
        "gets no answer, and the mail server has the mail", AnswerRule.silentAfterTheText(), true),
    SILENT_AGAIN(
        "gets no answer the third time, and the mail server has the mail",
        AnswerRule.silentAgainAndAgain(),
        true);

    final String words;
    final Optional<Outcome> outcome;

    /** Whether the mail server has the mail then. */
    final boolean takes;

    Answer(String words, Optional<Outcome> outcome, boolean takes) {
      this.words = words;
      this.outcome = outcome;
      this.takes = takes;
    }
  }

  /** What follows a failure. */
  enum Next {
    AGAIN("writes down the failure of attempt #, and that another follows"),
    POSTPONED("writes down that attempt # is made again"),
    GIVE_UP("writes down that attempt # was the last");

    final String words;

    Next(String words) {
      this.words = words;
    }
  }

  static final MailState[] STATES = MailState.values();
  static final Transition[] TRANSITIONS = Transition.values();
  static final Kind[] KINDS = Kind.values();
  static final Answer[] ANSWERS = Answer.values();

  /** How often an operator has the mail sent again, and how many events may wait. */
  final int resends;

  final int events;
  final int replicas;

  /** Attempts of one sending. */
  final int attempts;

  final boolean[][] from = new boolean[TRANSITIONS.length][STATES.length + 1];
  final boolean[][] asks = new boolean[TRANSITIONS.length][Asked.values().length];
  final int[] phases = new int[ANSWERS.length];
  final boolean[] counts = new boolean[KINDS.length];
  final Next[][][] after;
  final boolean[][][] publishes = new boolean[STATES.length][2][2];

  Rules(Bounds bounds) {
    this.resends = bounds.resends();
    this.events = bounds.events();
    this.replicas = bounds.replicas();
    this.attempts = bounds.failures() + 1;
    this.after = new Next[attempts + 2][KINDS.length][2];
    for (Transition transition : TRANSITIONS) {
      for (MailState state : STATES) {
        from[transition.ordinal()][state.ordinal()] = transition.isFrom(state);
        for (int swept = 0; swept < 2; swept++) {
          publishes[state.ordinal()][swept][0] = SweepRule.publishes(state, swept, false);
          publishes[state.ordinal()][swept][1] = SweepRule.publishes(state, swept, true);
        }
      }
      for (Asked asked : Asked.values()) {
        asks[transition.ordinal()][asked.ordinal()] = transition.asks(asked);
      }
    }
    policy(PolicyRule.policy(bounds.failures()));
  }

  /**
   * How large the model is.
   *
   * @param failures as {@code registration.retry.max-failures}
   * @param resends how often an operator has the mail sent again
   * @param events how many events may be due at once
   * @param replicas with one delivery each: a replica with two is two that die together
   */
  record Bounds(int failures, int resends, int events, int replicas) {}

  private void policy(RetryPolicy policy) {
    for (Kind kind : KINDS) {
      Blame blame = blame(kind);
      counts[kind.ordinal()] = PolicyRule.counts(policy, blame);
      for (int attempt = 1; attempt < after.length; attempt++) {
        for (int counted = 0; counted < 2; counted++) {
          after[attempt][kind.ordinal()][counted] =
              next(PolicyRule.after(policy, attempt, blame, counted == 1), attempt);
        }
      }
    }
    for (Answer answer : ANSWERS) {
      phases[answer.ordinal()] = phase(policy, answer.outcome);
    }
  }

  private static Blame blame(Kind kind) {
    return switch (kind) {
      case COUNTED -> new Blame.Counted();
      case FOR_GOOD -> new Blame.ForGood();
      case NOT_COUNTED -> new Blame.NotCounted(Duration.ofSeconds(3));
    };
  }

  private static Next next(Decision decision, int attempt) {
    if (decision instanceof Decision.Again again && again.attempt() == attempt + 1) {
      return Next.AGAIN;
    }
    return decision instanceof Decision.Postponed ? Next.POSTPONED : Next.GIVE_UP;
  }

  /** What a replica is about after this outcome; none means that the mail is in line again. */
  private static int phase(RetryPolicy policy, Optional<Outcome> outcome) {
    if (outcome.isEmpty()) {
      return State.WAITING;
    }
    if (outcome.get() instanceof Outcome.Accepted) {
      return State.ACCEPTED;
    }
    Blame blame = BlameRule.of(policy, outcome.get());
    Kind kind =
        blame instanceof Blame.Counted
            ? Kind.COUNTED
            : blame instanceof Blame.ForGood ? Kind.FOR_GOOD : Kind.NOT_COUNTED;
    return State.REFUSED + kind.ordinal();
  }

  boolean isFrom(Transition transition, int state) {
    return from[transition.ordinal()][state];
  }

  boolean asks(Transition transition, Asked asked) {
    return asks[transition.ordinal()][asked.ordinal()];
  }

  Next after(int attempt, Kind kind, boolean counted) {
    return after[Math.min(attempt, after.length - 1)][kind.ordinal()][counted ? 1 : 0];
  }

  boolean publishes(int state, int swept, boolean backlog) {
    return publishes[state][swept][backlog ? 1 : 0];
  }

  // habits of the code around the statements

  /** Whether a replica asks its lease before it begins a mail. */
  boolean looksAtItsLease() {
    return true;
  }

  /** Whether the one known window is let pass, see docs/proof.md. */
  boolean allowsForOneThatIsOvertaken() {
    return true;
  }

  /** Whether a statement that took the row out of SENDING also takes the claim away. */
  boolean takesTheClaimAway() {
    return true;
  }

  /** Whether what waits has a time at which the sweep looks at it. */
  boolean tellsTheSweep() {
    return true;
  }

  /** Whether SENT is written until it is. */
  boolean writesSent() {
    return true;
  }

  /** Whether the counter is cleared when an operator starts a mail over. */
  boolean clearsTheCounter() {
    return true;
  }

  /** Whether an event is due for a mail that was in the state before. */
  boolean tellsOfWhatDidNotMove() {
    return false;
  }

  /** Whether an operator's cancel makes an event due. */
  boolean tellsOfACancel() {
    return true;
  }

  /** Whether of a registration the eldest event is told first. */
  boolean tellsTheEldestFirst() {
    return true;
  }

  /** Where the sweep moves a mail whose claim has run out. */
  MailState afterATakeOver() {
    return MailState.PENDING;
  }
}
