package io.github.registrationmail.mail;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.retry.Blame;
import io.github.registrationmail.retry.FailedAttempt;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Greylisted;
import io.github.registrationmail.smtp.Outcome.InDoubt;
import io.github.registrationmail.smtp.Outcome.Rejected;
import jakarta.inject.Singleton;

/** What the outcome of a mail that was not accepted means for its attempt. */
@Singleton
class Failures {

  /** What an operator reads of a mail that the server may have all the same. */
  static final String PERHAPS_SENT = "perhaps sent: ";

  private final Backoff backoff;
  private final boolean givesUpOnPermanent;

  Failures(Backoff backoff, MailConfig config) {
    this.backoff = backoff;
    this.givesUpOnPermanent = config.permanent() == MailConfig.Permanent.GIVE_UP;
  }

  FailedAttempt of(ClaimedMail mail, Outcome outcome) {
    if (outcome instanceof Deferred deferred) {
      return failed(mail, deferred.reason(), new Blame.Counted());
    }
    if (outcome instanceof Greylisted greylisted) {
      return failed(mail, greylisted.reason(), new Blame.Greylisted());
    }
    if (outcome instanceof Rejected rejected) {
      return failed(
          mail, rejected.reason(), givesUpOnPermanent ? new Blame.ForGood() : new Blame.Counted());
    }
    if (outcome instanceof InDoubt inDoubt) {
      return failed(mail, PERHAPS_SENT + inDoubt.reason(), blame(mail, inDoubt));
    }
    throw new IllegalArgumentException("no failure: " + outcome);
  }

  /** Makes the same attempt again, at the time that the next one would have. */
  private Blame blame(ClaimedMail mail, InDoubt inDoubt) {
    return inDoubt.counts()
        ? new Blame.Counted()
        : new Blame.NotCounted(backoff.before(mail.attemptOfSending() + 1));
  }

  private static FailedAttempt failed(ClaimedMail mail, String reason, Blame blame) {
    return new FailedAttempt(
        mail.userId(), mail.attempt(), mail.earlier(), mail.claim(), reason, blame);
  }
}
