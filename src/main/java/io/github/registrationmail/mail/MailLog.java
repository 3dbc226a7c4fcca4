package io.github.registrationmail.mail;

import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.Postponed;
import io.github.registrationmail.retry.FailedAttempt;
import io.github.registrationmail.text.Addresses;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The life of a mail in the log and in the metrics of mails by outcome and of dead letters. */
@Singleton
class MailLog {

  private static final Logger LOG = Logger.getLogger(MailLog.class);
  private static final String MAILS = "registration.mails";
  private static final String OUTCOME = "outcome";

  private final MeterRegistry meters;
  private final Counter deadLetters;

  MailLog(MeterRegistry meters) {
    this.meters = meters;
    for (String outcome : new String[] {"sent", "retried", "postponed", "failed"}) {
      meters.counter(MAILS, OUTCOME, outcome);
    }
    this.deadLetters = meters.counter("registration.dead.letters");
  }

  void sent(ClaimedMail mail) {
    meters.counter(MAILS, OUTCOME, "sent").increment();
    LOG.infof("user %d: mail sent, attempt %d", mail.userId(), mail.attempt());
  }

  void notBegun(ClaimedMail mail) {
    LOG.infof(
        "user %d: mail not sent now, attempt %d, left to the sweep", mail.userId(), mail.attempt());
  }

  void again(FailedAttempt failure, Again again) {
    meters.counter(MAILS, OUTCOME, "retried").increment();
    LOG.warnf(
        "user %d: mail failed, attempt %d (%s), sent again with delay %d ms",
        failure.userId(),
        failure.attempt(),
        Addresses.hidden(failure.reason()),
        again.delay().toMillis());
  }

  void postponed(FailedAttempt failure, Postponed postponed) {
    meters.counter(MAILS, OUTCOME, "postponed").increment();
    LOG.warnf(
        "user %d: mail not sent, attempt %d (%s), the same again with delay %d ms",
        failure.userId(),
        failure.attempt(),
        Addresses.hidden(failure.reason()),
        postponed.delay().toMillis());
  }

  void givenUp(FailedAttempt failure) {
    meters.counter(MAILS, OUTCOME, "failed").increment();
    LOG.errorf(
        "user %d: mail failed, attempt %d (%s), not sent again",
        failure.userId(), failure.attempt(), Addresses.hidden(failure.reason()));
  }

  void deadLettered() {
    deadLetters.increment();
  }
}
