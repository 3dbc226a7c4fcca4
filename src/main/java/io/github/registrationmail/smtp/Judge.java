package io.github.registrationmail.smtp;

import io.github.registrationmail.smtp.Outcome.Accepted;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Greylisted;
import io.github.registrationmail.smtp.Outcome.InDoubt;
import io.github.registrationmail.smtp.Outcome.Rejected;
import io.github.registrationmail.smtp.SendingStatus.State;
import io.github.registrationmail.text.Addresses;
import io.github.registrationmail.text.OneLine;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Decides what follows a try: for the mail (done, or back in line) and for the pace. The one place
 * that does; not for several threads at once.
 */
final class Judge {

  private static final Logger LOG = Logger.getLogger(Judge.class);
  private static final int LONGEST = 500;
  private static final Duration SHOWN = Duration.ofMinutes(1);

  /** Shorter pauses are not logged: they are how a limit of the server is kept. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(4);

  private final Pace pace;
  private final Evidence evidence = new Evidence();
  private final Suspicion suspicion = new Suspicion();
  private final Duration forPerson;
  private final boolean countsEverything;
  private Trouble trouble = Trouble.NONE;
  private long troubled;
  private OptionalLong lastAccepted = OptionalLong.empty();
  private boolean hasTold;

  /**
   * @param forPerson how long sending pauses after what only a person can mend
   * @param countsEverything whether each failed try counts for its mail, whose fault it may be
   */
  Judge(Pace pace, Duration forPerson, boolean countsEverything) {
    this.pace = pace;
    this.forPerson = forPerson;
    this.countsEverything = countsEverything;
  }

  /** What keeps mails from going out as fast as they come; what is over counts for a minute. */
  Trouble trouble(long now) {
    return trouble.isPause() || now - troubled < SHOWN.toNanos() ? trouble : Trouble.NONE;
  }

  /**
   * What became of the mail.
   *
   * @param round the pace's, when the try was begun
   * @return empty when it goes back in line
   */
  Optional<Outcome> judge(Mail mail, Tried tried, int round, long now) {
    String said = said(tried.text());
    return switch (tried.fault()) {
      case NONE -> accepted(mail, said, now);
      case MAIL -> Optional.of(new Deferred(said));
      case GREYLISTED ->
          evidence.isNoGreylisting(mail.recipient())
              ? servers(mail, said, round, now)
              : Optional.of(new Greylisted(said));
      case FOR_GOOD -> Optional.of(new Rejected(said));
      case AMBIGUOUS -> ambiguous(mail, tried, said, round, now);
      case IN_DOUBT -> inDoubt(mail, said, round, now);
      case SERVER -> servers(mail, said, round, now);
      case OURS -> {
        stop(said, round, now);
        yield counted(countsEverything, said);
      }
    };
  }

  /**
   * Whether a mail that comes during a pause is to be tried at once: the pause may be due to one
   * other mail alone, which must not hold up the rest.
   */
  boolean isWorthATry(Mail mail, long now) {
    return pace.isPaused(now) && suspicion.isWorthATry(mail.recipient());
  }

  /** A connection could not be opened; empty when that counts for nobody. */
  Optional<Outcome> notOpened(NotOpened failure, int round, long now) {
    String said = said(String.valueOf(failure.getMessage()));
    suspicion.widespread();
    if (failure.fault() == Fault.OURS) {
      stop(said, round, now);
    } else {
      less(said, round, now);
    }
    return counted(countsEverything, said);
  }

  /**
   * The server has not said a word about a mail for a while; it is asked for less, unless it is
   * just slow: then it has accepted others meanwhile.
   *
   * @param since when the mail was begun
   */
  void slow(int round, long since, long now) {
    if (lastAccepted.isEmpty() || lastAccepted.getAsLong() - since < 0) {
      suspicion.widespread();
      less("no answer from the mail server", round, now);
    }
  }

  /**
   * What is kept of the server's words; it likes to repeat addresses, which are nobody's to keep.
   */
  private static String said(String text) {
    return OneLine.of(Addresses.hidden(text), LONGEST);
  }

  private Optional<Outcome> accepted(Mail mail, String said, long now) {
    lastAccepted = OptionalLong.of(now);
    pace.accepted();
    evidence.accepted(mail.recipient());
    suspicion.clear();
    if (hasTold) {
      LOG.info("the mail server accepts mails again: sending goes on");
    }
    hasTold = false;
    if (trouble.isPause()) {
      trouble = new Trouble(State.SLOWED, trouble.said());
    }
    return Optional.of(new Accepted(said));
  }

  private Optional<Outcome> ambiguous(Mail mail, Tried tried, String said, int round, long now) {
    if (!evidence.isEverybodys(mail.recipient(), tried.signature())) {
      return Optional.of(new Deferred(said));
    }
    suspicion.widespread();
    if (pace.hold(round, now)) {
      troubled(State.REFUSED, said, now);
    }
    return counted(countsEverything, said);
  }

  private Optional<Outcome> servers(Mail mail, String said, int round, long now) {
    suspicion.refused(mail.recipient());
    less(said, round, now);
    return counted(countsEverything || evidence.isThisMails(mail.recipient()), said);
  }

  private Optional<Outcome> inDoubt(Mail mail, String said, int round, long now) {
    suspicion.refused(mail.recipient());
    less(said, round, now);
    return Optional.of(
        new InDoubt(said, countsEverything || evidence.isThisMails(mail.recipient())));
  }

  private void less(String said, int round, long now) {
    if (pace.less(round, now)) {
      troubled(pace.isHeld() ? State.PAUSED : State.SLOWED, said, now);
    }
  }

  private void stop(String said, int round, long now) {
    suspicion.widespread();
    if (pace.stop(round, now, forPerson)) {
      troubled(State.NEEDS_PERSON, said, now);
    }
  }

  /** Logged once for each kind of pause, until a mail is accepted. */
  private void troubled(State state, String said, long now) {
    boolean isNews = !hasTold || state.compareTo(trouble.state()) > 0;
    trouble = new Trouble(state, said);
    troubled = now;
    boolean isLong = pace.pausedUntil() - now >= WORTH_TELLING.toNanos();
    if (isNews && (state == State.PAUSED ? isLong : trouble.isPause())) {
      LOG.log(
          state == State.PAUSED ? Logger.Level.WARN : Logger.Level.ERROR,
          Addresses.hidden(trouble.status(Duration.ZERO, pace.connections()).sentence()));
      hasTold = true;
    }
  }

  private static Optional<Outcome> counted(boolean counts, String said) {
    return counts ? Optional.of(new Deferred(said)) : Optional.empty();
  }
}
