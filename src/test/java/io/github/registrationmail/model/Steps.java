package io.github.registrationmail.model;

import static io.github.registrationmail.dispatch.MailState.CANCELLED;
import static io.github.registrationmail.dispatch.MailState.FAILED;
import static io.github.registrationmail.dispatch.MailState.PENDING;
import static io.github.registrationmail.dispatch.MailState.QUEUED;
import static io.github.registrationmail.dispatch.MailState.RETRYING;
import static io.github.registrationmail.dispatch.MailState.SENDING;
import static io.github.registrationmail.dispatch.MailState.SENT;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.dispatch.Transition.Asked;
import io.github.registrationmail.model.Rules.Answer;
import io.github.registrationmail.model.Rules.Kind;
import io.github.registrationmail.model.Rules.Next;
import org.jspecify.annotations.Nullable;

/** All that can happen next. */
final class Steps {

  /** Takes one state that can be next. */
  interface Visitor {

    /**
     * @param words what happens
     * @param replica who does it, or -1
     * @param attempt for the {@code #} in the words
     * @param fails whether it is a fault, or somebody's wish, without which all has to go on
     * @param broken what it breaks itself
     */
    void next(
        State next,
        String words,
        int replica,
        int attempt,
        boolean fails,
        @Nullable Invariant broken);
  }

  private static final int NOT_OF_A_REPLICA = -1;
  private static final int MOST = 3;

  private final Rules rules;
  private final Visitor visitor;
  private final State n = new State();
  private State s = new State();
  private @Nullable Invariant broken;

  Steps(Rules rules, Visitor visitor) {
    this.rules = rules;
    this.visitor = visitor;
  }

  void first() {
    insert(State.LATER, 1);
    go("registered over the API", false);
    insert(State.OVERDUE, 0);
    go("inserted by an application", false);
  }

  private void insert(int sweep, int message) {
    n.copy(s);
    n.state = PENDING.ordinal();
    n.attempt = 1;
    n.sweep = sweep;
    n.message = message;
  }

  void from(State state) {
    s = state;
    n.copy(s);
    relay();
    for (int i = 0; i < State.REPLICAS; i++) {
      work(i);
    }
    time();
    broker();
    sweep();
    operator();
    for (int i = 0; i < State.REPLICAS; i++) {
      fail(i);
    }
  }

  private void go(String words, boolean fails) {
    go(words, NOT_OF_A_REPLICA, fails);
  }

  private void go(String words, int replica, boolean fails) {
    go(words, replica, replica < 0 ? 0 : s.tried[replica], fails);
  }

  private void go(String words, int replica, int attempt, boolean fails) {
    visitor.next(n, words, replica, attempt, fails, broken);
    n.copy(s);
    broken = null;
  }

  private void check(boolean holds, Invariant invariant) {
    if (!holds && broken == null) {
      broken = invariant;
    }
  }

  /** Writes the state of the row as one statement does. */
  private void move(Transition transition, MailState to) {
    check(transition.to().contains(to), Invariant.MAP);
    n.state = to.ordinal();
  }

  private boolean isFrom(Transition transition) {
    return rules.isFrom(transition, s.state);
  }

  /** Whether there is room for another event. */
  private boolean hasRoom() {
    return s.events < 1 << 3 * (rules.events - 1) && s.expected < 1 << 3 * (rules.events - 1);
  }

  private static int add(int events, int kind) {
    int at = 0;
    while (events >> at != 0) {
      at += 3;
    }
    return events | kind << at;
  }

  /** The move makes its event due. */
  private void event(MailState kind) {
    n.events = add(n.events, kind.ordinal());
    n.expected = add(n.expected, kind.ordinal());
  }

  private void relay() {
    if (s.events == 0) {
      return;
    }
    boolean isEldest = rules.tellsTheEldestFirst() || s.events < 8;
    int told = isEldest ? s.events & 7 : s.events >> 3 & 7;
    check(told == (s.expected & 7), Invariant.EVENTS);
    n.events = isEldest ? s.events >> 3 : s.events & 7;
    n.expected = s.expected >> 3;
    go("an event is told", false);
  }

  private void time() {
    if (s.due == 0 && s.exists() && isFrom(Transition.CLAIMED)) {
      n.due = 1;
      go("the attempt is due", false);
    }
    boolean isRenewed = s.claim != State.NOBODY && s.claim != State.GONE;
    if (s.sweep == State.LATER && !isRenewed) {
      n.sweep = State.OVERDUE;
      go("the time comes at which the sweep looks", false);
    }
  }

  /**
   * The broker may deliver any attempt at any time, as often as it likes: it has doubled or delayed
   * a message, or somebody else has published it. Sure is only what was published and is not lost.
   */
  private void broker() {
    if (s.message == 1) {
      deliver(s.attempt, true);
      n.message = 0;
      go("the broker loses the message", true);
    }
    for (int attempt = 1; attempt <= rules.attempts * (rules.resends + 1); attempt++) {
      deliver(attempt, false);
    }
    if (isFrom(Transition.CONFIRMED)) {
      confirm();
    }
    setAside();
  }

  /** A message of the attempt is delivered while sending is paused. */
  private void setAside() {
    if (isFrom(Transition.SET_ASIDE)
        && (!rules.asks(Transition.SET_ASIDE, Asked.DUE) || s.due == 1)) {
      move(Transition.SET_ASIDE, PENDING);
      n.message = 0;
      n.sweep = State.OVERDUE;
      go("the mail is set aside, because sending is paused", true);
    }
  }

  /** Of any of the messages of the attempt. */
  private void confirm() {
    move(Transition.CONFIRMED, s.attempt == s.earlier + 1 ? QUEUED : RETRYING);
    n.sweep = rules.tellsTheSweep() ? State.LATER : State.NEVER;
    go(
        "the broker has confirmed attempt #, which is written down",
        NOT_OF_A_REPLICA,
        s.attempt,
        true);
  }

  /** Another message of an attempt finds nothing to claim: that changes nothing. */
  private void deliver(int attempt, boolean isSure) {
    for (int i = 0; i < rules.replicas; i++) {
      if (s.phase[i] == State.IDLE) {
        boolean claimed = claim(i, attempt);
        if (isSure) {
          n.message = 0;
          go(claimed ? "claims attempt #" : "finds nothing to claim for #", i, attempt, false);
        } else if (claimed) {
          go("claims attempt #, of which there was one more message", i, attempt, true);
        }
        return;
      }
    }
  }

  private boolean claim(int i, int attempt) {
    if (!isFrom(Transition.CLAIMED)
        || rules.asks(Transition.CLAIMED, Asked.ATTEMPT) && s.attempt != attempt
        || rules.asks(Transition.CLAIMED, Asked.DUE) && s.due == 0) {
      return false;
    }
    check(s.due == 1, Invariant.NOT_EARLY);
    move(Transition.CLAIMED, SENDING);
    n.claim = i + 1;
    n.sweep = State.LATER;
    n.phase[i] = State.WAITING;
    n.tried[i] = attempt;
    n.sending[i] = s.earlier;
    return true;
  }

  private void sweep() {
    if (rules.asks(Transition.TAKEN_OVER, Asked.OVERDUE)
        ? s.sweep != State.OVERDUE
        : s.sweep == State.NEVER) {
      return;
    }
    boolean always = rules.publishes(s.state, s.swept, true);
    takeOver(always);
    go(always ? "the sweep publishes it" : "the sweep leaves it to the backlog", false);
    if (!always && rules.publishes(s.state, s.swept, false)) {
      takeOver(true);
      go("the sweep publishes it, without a backlog", true);
    }
  }

  private void takeOver(boolean publishes) {
    boolean wasRunOut = s.sweep == State.OVERDUE;
    for (int i = 0; i < State.REPLICAS; i++) {
      if (s.isHeldBy(i)
          && wasRunOut
          && (s.phase[i] == State.BEGUN || s.phase[i] == State.ACCEPTED)) {
        excuse();
      }
    }
    if (rules.takesTheClaimAway()) {
      n.claim = State.NOBODY;
    }
    if (isFrom(Transition.TAKEN_OVER)) {
      move(Transition.TAKEN_OVER, rules.afterATakeOver());
    }
    n.swept = 1;
    n.sweep = State.LATER;
    if (publishes) {
      n.message = 1;
    }
  }

  /** Nobody can know any more whether the mail server has the mail. */
  private void excuse() {
    n.excused = Math.min(MOST, n.excused + 1);
  }

  private void work(int i) {
    switch (s.phase[i]) {
      case State.IDLE -> {}
      case State.WAITING -> begin(i);
      case State.BEGUN -> {
        for (Answer answer : Rules.ANSWERS) {
          answer(i, answer);
        }
      }
      case State.ACCEPTED -> accepted(i);
      case State.GIVING_BACK -> giveBack(i);
      default -> refused(i, Rules.KINDS[s.phase[i] - State.REFUSED]);
    }
    renew(i);
  }

  private void begin(int i) {
    if (s.lease[i] != 0) {
      leaveBehind(i);
      n.idle(i);
      go("is too late to begin, and leaves it to the sweep", i, false);
    }
    if (s.lease[i] == State.RUN_OUT && rules.looksAtItsLease()) {
      return;
    }
    boolean isKnown = s.lease[i] == State.OVERTAKEN && rules.allowsForOneThatIsOvertaken();
    check(s.isHeldBy(i) || isKnown, Invariant.BEGUN_UNDER_ITS_CLAIM);
    check(s.withdrawn == 0 || isKnown, Invariant.NOT_BEGUN_AFTER_WITHDRAWAL);
    n.phase[i] = State.BEGUN;
    go("begins attempt #", i, false);
  }

  private void answer(int i, Answer answer) {
    int phase = rules.phases[answer.ordinal()];
    boolean fails = answer != Answer.ACCEPTS && answer != Answer.IS_BUSY;
    if (answer.takes && s.isSending(i)) {
      n.accepted = Math.min(MOST, n.accepted + 1);
      if (answer != Answer.ACCEPTS && s.isHeldBy(i)) {
        excuse();
      }
    }
    n.phase[i] = phase;
    if (phase != State.WAITING) {
      n.lease[i] = 0;
    }
    go(answer.words, i, fails);
  }

  private void accepted(int i) {
    if (!rules.writesSent()) {
      leaveBehind(i);
      n.idle(i);
      check(!s.isHeldBy(i), Invariant.CLAIM_LEFT_BEHIND);
      go("does not write that attempt is SENT", i, false);
      return;
    }
    boolean isIts =
        (!rules.asks(Transition.ACCEPTED, Asked.SENDING) || s.earlier == s.sending[i])
            && (!rules.asks(Transition.ACCEPTED, Asked.ATTEMPT) || s.attempt == s.tried[i]);
    if (isFrom(Transition.ACCEPTED) && isIts) {
      if (!hasRoom()) {
        return;
      }
      move(Transition.ACCEPTED, SENT);
      overtake(i);
      n.claim = State.NOBODY;
      n.sweep = State.NEVER;
      event(SENT);
    } else if (rules.tellsOfWhatDidNotMove() && s.state == SENT.ordinal() && hasRoom()) {
      n.events = add(n.events, SENT.ordinal());
    }
    if (s.isSending(i)) {
      n.told = 1;
    }
    end(i, "writes that it is SENT");
  }

  /** Whoever else has claimed it does not know that it is SENT. */
  private void overtake(int i) {
    for (int other = 0; other < State.REPLICAS; other++) {
      boolean mayBegin = s.phase[other] == State.WAITING || s.phase[other] == State.BEGUN;
      if (other != i && s.isHeldBy(other) && mayBegin && s.lease[other] == 0) {
        n.lease[other] = State.OVERTAKEN;
      }
    }
  }

  private void refused(int i, Kind kind) {
    boolean isOurs =
        isFrom(Transition.REFUSED)
            && (!rules.asks(Transition.REFUSED, Asked.CLAIM) || s.isHeldBy(i))
            && (!rules.asks(Transition.REFUSED, Asked.ATTEMPT) || s.attempt == s.tried[i]);
    if (!isOurs) {
      end(i, "finds that the failure is not its to count");
      return;
    }
    boolean changed = rules.counts[kind.ordinal()] && count();
    Next next = rules.after(s.attempt - s.earlier, kind, changed);
    if (next == Next.GIVE_UP && !hasRoom()) {
      n.copy(s);
      return;
    }
    observe(i, kind);
    if (rules.counts[kind.ordinal()]) {
      n.recorded = s.recorded + 1 & 7;
    }
    n.claim = State.NOBODY;
    if (next == Next.GIVE_UP) {
      move(Transition.REFUSED, FAILED);
      n.sweep = State.NEVER;
      n.done = n.counted > 0 ? 1 : n.done;
      event(FAILED);
    } else {
      move(Transition.REFUSED, RETRYING);
      n.attempt = next == Next.AGAIN ? s.attempt + 1 : s.attempt;
      n.swept = 0;
      n.due = 0;
      n.sweep = State.LATER;
      n.message = 1;
    }
    end(i, next.words);
  }

  /** As {@code retry.UserNotify} does; whether it has changed the counter. */
  private boolean count() {
    if (s.counted > 0 && s.done == 1) {
      return false;
    }
    n.counted = s.counted + 1 & 7;
    n.done = s.counted > 0 && n.counted == rules.attempts - 1 ? 1 : 0;
    return true;
  }

  /** What is true of the failure, whatever is written down about it. */
  private void observe(int i, Kind kind) {
    if (s.isHeldBy(i) && kind != Kind.NOT_COUNTED) {
      n.refused = s.refused + 1 & 7;
    }
    if (s.isHeldBy(i) && kind == Kind.FOR_GOOD) {
      n.forGood = 1;
    }
  }

  private void giveBack(int i) {
    if (isFrom(Transition.GIVEN_BACK)
        && (!rules.asks(Transition.GIVEN_BACK, Asked.CLAIM) || s.isHeldBy(i))) {
      move(Transition.GIVEN_BACK, PENDING);
      n.claim = State.NOBODY;
      n.sweep = State.OVERDUE;
    }
    end(i, "gives back what it has not begun");
  }

  /** The message is acknowledged. */
  private void end(int i, String words) {
    check(n.claim != i + 1, Invariant.CLAIM_LEFT_BEHIND);
    leaveBehind(i);
    n.idle(i);
    go(words, i, false);
  }

  private void leaveBehind(int i) {
    if (n.claim == i + 1) {
      n.claim = State.GONE;
    }
  }

  private void renew(int i) {
    boolean isBehind = s.lease[i] == State.RUN_OUT || s.isHeldBy(i) && s.sweep == State.OVERDUE;
    if (s.phase[i] != State.IDLE
        && s.phase[i] != State.GIVING_BACK
        && isBehind
        && isFrom(Transition.RENEWED)
        && (!rules.asks(Transition.RENEWED, Asked.CLAIM) || s.isHeldBy(i))) {
      n.sweep = State.LATER;
      n.lease[i] = 0;
      go("renews its lease", i, false);
    }
  }

  private void operator() {
    if (isFrom(Transition.CANCELLED) && hasRoom()) {
      move(Transition.CANCELLED, CANCELLED);
      n.claim = State.NOBODY;
      n.sweep = State.NEVER;
      n.withdrawn = 1;
      n.expected = add(n.expected, CANCELLED.ordinal());
      if (rules.tellsOfACancel()) {
        n.events = add(n.events, CANCELLED.ordinal());
      }
      go("an operator cancels it", true);
    }
    if (isFrom(Transition.STARTED_OVER)) {
      startOver(Transition.STARTED_OVER, State.LATER);
      n.message = 1;
      go("an operator starts it over", true);
    }
    if (isFrom(Transition.ALL_STARTED_OVER)) {
      startOver(Transition.ALL_STARTED_OVER, State.OVERDUE);
      go("an operator starts all over that have failed", true);
    }
    if (isFrom(Transition.SENT_AGAIN) && s.resends < rules.resends) {
      move(Transition.SENT_AGAIN, PENDING);
      n.earlier = s.attempt;
      n.attempt = s.attempt + 1;
      n.accepted = 0;
      n.excused = 0;
      n.told = 0;
      n.resends = s.resends + 1;
      again(State.LATER);
      n.message = 1;
      go("an operator has it sent again", true);
    }
    if (isFrom(Transition.ERASED) && hasRoom()) {
      n.erase();
      n.withdrawn = 1;
      event(QUEUED); // stands for registration.erased
      go("an operator erases it", true);
    }
  }

  private void startOver(Transition transition, int sweep) {
    move(transition, PENDING);
    n.attempt = s.earlier + 1;
    again(sweep);
  }

  private void again(int sweep) {
    int counted = n.counted;
    int done = n.done;
    n.forget();
    if (!rules.clearsTheCounter()) {
      n.counted = counted;
      n.done = done;
    }
    n.claim = State.NOBODY;
    n.withdrawn = 0;
    n.swept = 0;
    n.due = 1;
    n.message = 0;
    n.sweep = sweep;
  }

  private void fail(int i) {
    if (s.phase[i] == State.IDLE) {
      return;
    }
    if (s.phase[i] == State.WAITING) {
      n.phase[i] = State.GIVING_BACK;
      n.lease[i] = 0;
      go("is told to stop", i, true);
    }
    if (s.isHeldBy(i) && s.sweep == State.LATER) {
      n.sweep = State.OVERDUE;
      n.lease[i] = s.phase[i] == State.WAITING || s.phase[i] == State.BEGUN ? State.RUN_OUT : 0;
      go("is cut off from MySQL for longer than its lease", i, true);
    }
    if (s.phase[i] == State.BEGUN && s.isSending(i)) {
      n.accepted = Math.min(MOST, n.accepted + 1);
      crash(i, "is killed while the mail server takes the mail");
    }
    crash(i, "is killed");
  }

  private void crash(int i, String words) {
    boolean isTaken = s.phase[i] == State.ACCEPTED || n.accepted > s.accepted;
    boolean couldBe = s.phase[i] == State.BEGUN && s.accepted == MOST;
    if (s.isHeldBy(i) && (isTaken || couldBe)) {
      excuse();
    }
    leaveBehind(i);
    n.idle(i);
    go(words, i, true);
  }
}
