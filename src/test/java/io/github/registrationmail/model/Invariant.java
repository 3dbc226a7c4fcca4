package io.github.registrationmail.model;

import io.github.registrationmail.dispatch.MailState;

/** What holds in every state, whatever happens; docs/proof.md has the same in more words. */
enum Invariant {
  FUTURE("a mail that is still to be sent has a time at which the sweep looks at it, others none"),
  CLAIM("a mail is claimed while it is SENDING, and only then"),
  CLAIM_OF_THE_ATTEMPT("who holds the claim works on the attempt that is due"),
  NOT_EARLY("no attempt is claimed before it is due"),
  BEGUN_UNDER_ITS_CLAIM(
      "a mail is begun by the holder of its claim, or SENT was written under that holder's feet"),
  NOT_BEGUN_AFTER_WITHDRAWAL("a mail is not begun once its cancellation or erasure is answered"),
  DOUBLED_WITH_REASON(
      "a mail is taken once, and once more each time that nobody could know that it was"),
  SENT_STAYS("where SENT was written, no further attempt of that sending is made"),
  SENT_IS_TAKEN("only a mail that the mail server has taken is SENT"),
  FAILED_BY_POLICY("a mail is FAILED after its last attempt, or when it was refused for good"),
  ATTEMPTS("no sending has more attempts than the policy gives it"),
  COUNTER("each failure that is the mail's is counted once, and is once in the timeline"),
  CLAIM_LEFT_BEHIND("who ends the work on a mail holds its claim no longer"),
  EVENTS("each move to an end has one event, and they are told in their order"),
  MAP("a row moves as dispatch.Transition says"),
  END("when nothing fails any more, each mail ends SENT, FAILED, CANCELLED or erased, and told");

  private static final int SENT = MailState.SENT.ordinal();
  private static final int FAILED = MailState.FAILED.ordinal();
  private static final int SENDING = MailState.SENDING.ordinal();

  final String words;

  Invariant(String words) {
    this.words = words;
  }

  /** The first of those about a state that does not hold; null when all do. */
  static @org.jspecify.annotations.Nullable Invariant brokenIn(State s, int attempts) {
    if (s.events != s.expected) {
      return EVENTS;
    }
    if (!s.exists()) {
      return null;
    }
    if (isUnsent(s) != (s.sweep != State.NEVER)) {
      return FUTURE;
    }
    if ((s.state == SENDING) != (s.claim != State.NOBODY)) {
      return CLAIM;
    }
    for (int i = 0; i < State.REPLICAS; i++) {
      if (s.isHeldBy(i) && (s.tried[i] != s.attempt || s.sending[i] != s.earlier)) {
        return CLAIM_OF_THE_ATTEMPT;
      }
    }
    if (s.told == 1 && s.state != SENT) {
      return SENT_STAYS;
    }
    if (s.state == SENT && s.accepted == 0) {
      return SENT_IS_TAKEN;
    }
    if (!isCounted(s, attempts) || s.recorded != s.refused) {
      return COUNTER;
    }
    if (s.state == FAILED && s.forGood == 0 && s.refused < attempts) {
      return FAILED_BY_POLICY;
    }
    if (s.attempt - s.earlier > attempts) {
      return ATTEMPTS;
    }
    return s.accepted > 1 + s.excused ? DOUBLED_WITH_REASON : null;
  }

  /** The last attempt of all finds the counter used up, and does not change it. */
  private static boolean isCounted(State s, int attempts) {
    return s.counted == s.refused
        || s.done == 1 && s.counted == attempts - 1 && s.refused == attempts;
  }

  static boolean isUnsent(State s) {
    return s.exists() && Rules.STATES[s.state].isUnsent();
  }

  /** Whether nothing is left to do. */
  static boolean isEnd(State s) {
    return !isUnsent(s) && s.events == 0;
  }
}
