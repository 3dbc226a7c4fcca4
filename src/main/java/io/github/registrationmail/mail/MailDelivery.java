package io.github.registrationmail.mail;

import io.github.registrationmail.database.DatabaseUnavailable;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.mail.Claim.Stale;
import io.github.registrationmail.mail.SmtpOutcome.Delivered;
import io.github.registrationmail.mail.SmtpOutcome.Refused;
import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.github.registrationmail.retry.Blame;
import io.github.registrationmail.retry.Decision;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.Postponed;
import io.github.registrationmail.retry.FailedAttempt;
import io.github.registrationmail.retry.Retry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The way of one delivery: claim, send, write down, acknowledge. While MySQL is away each step
 * waits for it, with the delivery unacknowledged and no attempt used up.
 */
@Singleton
class MailDelivery {

  private static final Logger LOG = Logger.getLogger(MailDelivery.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final ClaimRepository claims;
  private final HeldClaims held;
  private final MailSender sender;
  private final Retry retry;
  private final Breaker breaker;
  private final MailLog log;
  private final boolean givesUpOnPermanent;

  MailDelivery(
      ClaimRepository claims,
      HeldClaims held,
      MailSender sender,
      Retry retry,
      Breaker breaker,
      MailLog log,
      MailConfig config) {
    this.claims = claims;
    this.held = held;
    this.sender = sender;
    this.retry = retry;
    this.breaker = breaker;
    this.log = log;
    this.givesUpOnPermanent = config.permanent() == MailConfig.Permanent.GIVE_UP;
  }

  /** What else to do when the mail server stops answering altogether, and when it is back. */
  void onOutage(Runnable pause, Runnable resume) {
    breaker.guard(
        new Gate() {
          @Override
          public void close() {
            sender.pause();
            pause.run();
          }

          @Override
          public void openForOne() {
            sender.resume(1);
            resume.run();
          }

          @Override
          public void open() {
            sender.resume();
            resume.run();
          }
        });
  }

  /** What waits for the mail server to come back is left to the sweep. */
  void stop() {
    sender.stop();
  }

  /** Ends with the delivery acknowledged, or dead-lettered. */
  Uni<Void> handle(Delivery delivery) {
    if (delivery.isRouteProbe()) {
      return delivery.ack();
    }
    if (delivery.userId().isEmpty() || delivery.attempt().isEmpty()) {
      return poison(delivery, "no user id and attempt");
    }
    long token = ClaimRepository.newToken();
    return onceDatabaseAnswers(
            claims.claim(delivery.userId().get(), delivery.attempt().get(), token))
        .chain(claim -> proceed(delivery, claim))
        .onFailure()
        .call(failure -> leaveToSweep(delivery, failure));
  }

  private Uni<Void> proceed(Delivery delivery, Claim claim) {
    if (claim instanceof Claimed claimed) {
      return held.during(
          claimed,
          sender
              .send(claimed, delivery.trace())
              .invoke(outcome -> outcome.ifPresent(breaker::record))
              .chain(outcome -> settle(delivery, claimed.mail(), outcome)));
    }
    return claim instanceof Stale stale
        ? stale(delivery, stale.state())
        : poison(delivery, "an unknown user");
  }

  private Uni<Void> settle(Delivery delivery, ClaimedMail mail, Optional<SmtpOutcome> outcome) {
    if (outcome.isEmpty()) {
      log.notBegun(mail);
      return delivery.ack();
    }
    return settle(delivery, mail, outcome.get());
  }

  private Uni<Void> settle(Delivery delivery, ClaimedMail mail, SmtpOutcome outcome) {
    if (outcome instanceof Delivered) {
      return sent(delivery, mail);
    }
    if (outcome instanceof Refused refused) {
      boolean forGood = refused.permanent() && givesUpOnPermanent;
      Blame blame = forGood ? new Blame.ForGood() : new Blame.Counted();
      return failed(delivery, mail, refused.reply(), blame);
    }
    return failed(delivery, mail, ((Unreachable) outcome).reason(), new Blame.Counted());
  }

  /** The mail is out: whatever keeps MySQL from knowing it, the sweep would send it once more. */
  private Uni<Void> sent(Delivery delivery, ClaimedMail mail) {
    return onceItSucceeds(Throwable.class, claims.markSent(mail, ""))
        .invoke(() -> log.sent(mail))
        .chain(delivery::ack);
  }

  private Uni<Void> failed(Delivery delivery, ClaimedMail mail, String reason, Blame blame) {
    FailedAttempt failure =
        new FailedAttempt(mail.userId(), mail.attempt(), mail.claim(), reason, blame);
    return onceDatabaseAnswers(retry.after(failure, delivery.trace()))
        .chain(decision -> conclude(delivery, failure, decision));
  }

  private Uni<Void> conclude(Delivery delivery, FailedAttempt failure, Decision decision) {
    if (decision instanceof Again again) {
      log.again(failure, again);
    } else if (decision instanceof Postponed postponed) {
      log.postponed(failure, postponed);
    } else if (decision instanceof GiveUp) {
      log.givenUp(failure);
      return deadLetter(delivery, failure.reason());
    }
    return delivery.ack();
  }

  /** A redelivery of a mail given up on a moment ago still belongs into the dead-letter queue. */
  private Uni<Void> stale(Delivery delivery, MailState state) {
    if (state == MailState.FAILED && delivery.isRedelivered()) {
      LOG.infof("message %s: given up before, dead-lettered", delivery.name());
      return deadLetter(delivery, "given up before");
    }
    LOG.debugf("message %s: nothing to send, the mail is %s", delivery.name(), state);
    return delivery.ack();
  }

  private Uni<Void> poison(Delivery delivery, String what) {
    LOG.errorf("message %s has %s: dead-lettered", delivery.name(), what);
    return deadLetter(delivery, what);
  }

  private Uni<Void> deadLetter(Delivery delivery, String reason) {
    return delivery.deadLetter(reason).invoke(log::deadLettered);
  }

  private Uni<Void> leaveToSweep(Delivery delivery, Throwable failure) {
    LOG.errorf(failure, "message %s: failed unexpectedly, left to the sweep", delivery.name());
    return delivery.ack();
  }

  private static <T> Uni<T> onceDatabaseAnswers(Uni<T> step) {
    return onceItSucceeds(DatabaseUnavailable.class, step);
  }

  /** What retrying takes is made only when the first try has failed. */
  private static <T> Uni<T> onceItSucceeds(Class<? extends Throwable> passing, Uni<T> step) {
    Uni<T> told =
        step.onFailure(passing).invoke(failure -> LOG.warnf("waiting: %s", failure.getMessage()));
    return told.onFailure(passing).recoverWithUni(() -> again(passing, told));
  }

  private static <T> Uni<T> again(Class<? extends Throwable> passing, Uni<T> step) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(FIRST_WAIT)
        .chain(
            () ->
                step.onFailure(passing)
                    .retry()
                    .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                    .indefinitely());
  }
}
