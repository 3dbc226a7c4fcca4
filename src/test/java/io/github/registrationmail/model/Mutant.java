package io.github.registrationmail.model;

import static io.github.registrationmail.dispatch.Transition.ACCEPTED;
import static io.github.registrationmail.dispatch.Transition.CLAIMED;
import static io.github.registrationmail.dispatch.Transition.CONFIRMED;
import static io.github.registrationmail.dispatch.Transition.ERASED;
import static io.github.registrationmail.dispatch.Transition.GIVEN_BACK;
import static io.github.registrationmail.dispatch.Transition.REFUSED;
import static io.github.registrationmail.dispatch.Transition.RENEWED;
import static io.github.registrationmail.dispatch.Transition.TAKEN_OVER;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.dispatch.Transition.Asked;
import io.github.registrationmail.model.Rules.Answer;
import io.github.registrationmail.model.Rules.Kind;
import io.github.registrationmail.model.Rules.Next;
import java.util.function.Consumer;

/** A rule that is wrong, and what has to notice it. */
enum Mutant {
  CLAIMS_ANY_ATTEMPT(Invariant.CLAIM_OF_THE_ATTEMPT, without(CLAIMED, Asked.ATTEMPT)),
  CLAIMS_BEFORE_IT_IS_DUE(Invariant.NOT_EARLY, without(CLAIMED, Asked.DUE)),
  CLAIMS_WHAT_ANOTHER_HAS(Invariant.BEGUN_UNDER_ITS_CLAIM, also(CLAIMED, MailState.SENDING)),
  CLAIMS_WHAT_IS_SENT(Invariant.SENT_STAYS, also(CLAIMED, MailState.SENT)),
  CLAIMS_WHAT_IS_CANCELLED(
      Invariant.NOT_BEGUN_AFTER_WITHDRAWAL, also(CLAIMED, MailState.CANCELLED)),
  CONFIRMS_WHAT_IS_SENT(Invariant.SENT_STAYS, also(CONFIRMED, MailState.SENT)),
  CONFIRMS_WHAT_IS_CLAIMED(Invariant.CLAIM, also(CONFIRMED, MailState.SENDING)),
  WRITES_SENT_FOR_ITS_ATTEMPT_ONLY(Invariant.SENT_STAYS, with(ACCEPTED, Asked.ATTEMPT)),
  WRITES_SENT_FOR_ANY_SENDING(Invariant.SENT_IS_TAKEN, without(ACCEPTED, Asked.SENDING)),
  WRITES_SENT_UNDER_ITS_CLAIM_ONLY(
      Invariant.SENT_STAYS,
      rules -> {
        rules.from[ACCEPTED.ordinal()][MailState.PENDING.ordinal()] = false;
        rules.from[ACCEPTED.ordinal()][MailState.RETRYING.ordinal()] = false;
      }),
  COUNTS_WITHOUT_A_CLAIM(Invariant.COUNTER, without(REFUSED, Asked.CLAIM)),
  GIVES_BACK_WHAT_ANOTHER_HAS(Invariant.BEGUN_UNDER_ITS_CLAIM, without(GIVEN_BACK, Asked.CLAIM)),
  RENEWS_WHAT_ANOTHER_HAS(Invariant.BEGUN_UNDER_ITS_CLAIM, without(RENEWED, Asked.CLAIM)),
  SWEEPS_WHAT_MOVES(Invariant.BEGUN_UNDER_ITS_CLAIM, without(TAKEN_OVER, Asked.OVERDUE)),
  NEVER_TAKES_A_CLAIM_OVER(Invariant.CLAIM, never(TAKEN_OVER, MailState.SENDING)),
  CANCELS_WHAT_IS_BEING_SENT(
      Invariant.BEGUN_UNDER_ITS_CLAIM, also(Transition.CANCELLED, MailState.SENDING)),
  ERASES_WHAT_IS_BEING_SENT(Invariant.BEGUN_UNDER_ITS_CLAIM, also(ERASED, MailState.SENDING)),
  STARTS_OVER_WHAT_IS_SENT(Invariant.SENT_STAYS, also(Transition.STARTED_OVER, MailState.SENT)),
  COUNTS_WHAT_IS_NOT_THE_MAILS(
      Invariant.COUNTER, rules -> rules.counts[Kind.NOT_COUNTED.ordinal()] = true),
  DOES_NOT_COUNT(Invariant.COUNTER, rules -> rules.counts[Kind.COUNTED.ordinal()] = false),
  GIVES_UP_ONE_EARLY(
      Invariant.FAILED_BY_POLICY,
      rules -> rules.after[rules.attempts - 1][Kind.COUNTED.ordinal()][1] = Next.GIVE_UP),
  GIVES_UP_WHAT_IS_NOT_THE_MAILS(
      Invariant.FAILED_BY_POLICY,
      rules -> rules.after[rules.attempts][Kind.NOT_COUNTED.ordinal()][0] = Next.GIVE_UP),
  NEVER_GIVES_UP(
      Invariant.ATTEMPTS,
      rules -> {
        rules.after[rules.attempts][Kind.COUNTED.ordinal()][0] = Next.AGAIN;
        rules.after[rules.attempts][Kind.COUNTED.ordinal()][1] = Next.AGAIN;
      }),
  SENDS_AGAIN_WHAT_WAS_TAKEN(
      Invariant.DOUBLED_WITH_REASON,
      rules -> rules.phases[Answer.ACCEPTS.ordinal()] = State.WAITING),
  LEAVES_THE_BACKLOG_ALONE(
      Invariant.END,
      rules -> {
        for (MailState state : MailState.values()) {
          rules.publishes[state.ordinal()][0][1] = false;
          rules.publishes[state.ordinal()][1][1] = false;
        }
      }),
  DOES_NOT_LOOK_AT_ITS_LEASE(Invariant.BEGUN_UNDER_ITS_CLAIM) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean looksAtItsLease() {
          return false;
        }
      };
    }
  },
  LEAVES_THE_CLAIM_WHEN_TAKING_OVER(Invariant.CLAIM) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean takesTheClaimAway() {
          return false;
        }
      };
    }
  },
  TELLS_THE_SWEEP_NOTHING(Invariant.FUTURE) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean tellsTheSweep() {
          return false;
        }
      };
    }
  },
  ACKNOWLEDGES_WITHOUT_SENT(Invariant.CLAIM_LEFT_BEHIND) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean writesSent() {
          return false;
        }
      };
    }
  },
  KEEPS_A_USED_UP_COUNTER(Invariant.COUNTER) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean clearsTheCounter() {
          return false;
        }
      };
    }
  },
  TELLS_OF_ITS_WHOLE_BATCH(Invariant.EVENTS) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean tellsOfWhatDidNotMove() {
          return true;
        }
      };
    }
  },
  TELLS_OF_NO_CANCEL(Invariant.EVENTS) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean tellsOfACancel() {
          return false;
        }
      };
    }
  },
  TELLS_THE_YOUNGEST_FIRST(Invariant.EVENTS) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean tellsTheEldestFirst() {
          return false;
        }
      };
    }
  },
  HAS_NO_EXCEPTION(Invariant.BEGUN_UNDER_ITS_CLAIM) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        boolean allowsForOneThatIsOvertaken() {
          return false;
        }
      };
    }
  },
  MOVES_PAST_THE_MAP(Invariant.MAP) {
    @Override
    Rules rules(Rules.Bounds bounds) {
      return new Rules(bounds) {
        @Override
        MailState afterATakeOver() {
          return MailState.QUEUED;
        }
      };
    }
  };

  /** Wide enough for each; what is only seen in the end is looked for in less. */
  private static final Rules.Bounds WIDE = new Rules.Bounds(2, 1, 2, 2);

  private static final Rules.Bounds NARROW = new Rules.Bounds(1, 0, 1, 2);

  final Invariant noticed;
  private final Consumer<Rules> change;

  Mutant(Invariant noticed) {
    this(noticed, rules -> {});
  }

  Mutant(Invariant noticed, Consumer<Rules> change) {
    this.noticed = noticed;
    this.change = change;
  }

  Rules rules() {
    return rules(noticed == Invariant.END ? NARROW : WIDE);
  }

  Rules rules(Rules.Bounds bounds) {
    Rules rules = new Rules(bounds);
    change.accept(rules);
    return rules;
  }

  private static Consumer<Rules> without(Transition transition, Asked asked) {
    return rules -> rules.asks[transition.ordinal()][asked.ordinal()] = false;
  }

  private static Consumer<Rules> with(Transition transition, Asked asked) {
    return rules -> rules.asks[transition.ordinal()][asked.ordinal()] = true;
  }

  private static Consumer<Rules> also(Transition transition, MailState state) {
    return rules -> rules.from[transition.ordinal()][state.ordinal()] = true;
  }

  private static Consumer<Rules> never(Transition transition, MailState state) {
    return rules -> rules.from[transition.ordinal()][state.ordinal()] = false;
  }
}
