package io.github.registrationmail.mail;

import static io.github.registrationmail.mail.TriedAgain.onceDatabaseAnswers;
import static io.github.registrationmail.mail.TriedAgain.onceItSucceeds;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.mail.Claim.Stale;
import io.github.registrationmail.retry.Decision;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.Postponed;
import io.github.registrationmail.retry.FailedAttempt;
import io.github.registrationmail.retry.Retry;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Outcome.Accepted;
import io.github.registrationmail.smtp.Outcome.NotBegun;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The way of one delivery: claim, send, write down, acknowledge. While MySQL is away each step
 * waits for it, with the delivery unacknowledged and no attempt used up.
 */
@Singleton
class MailDelivery {

  private static final Logger LOG = Logger.getLogger(MailDelivery.class);

  private final ClaimRepository claims;
  private final SetAside aside;
  private final HeldClaims held;
  private final MailSender sender;
  private final Failures failures;
  private final Retry retry;
  private final MailLog log;

  MailDelivery(
      ClaimRepository claims,
      SetAside aside,
      HeldClaims held,
      MailSender sender,
      Failures failures,
      Retry retry,
      MailLog log) {
    this.claims = claims;
    this.aside = aside;
    this.held = held;
    this.sender = sender;
    this.failures = failures;
    this.retry = retry;
    this.log = log;
  }

  /** Ends with the delivery acknowledged, or dead-lettered. */
  Uni<Void> handle(Delivery delivery) {
    if (delivery.isRouteProbe()) {
      return delivery.ack();
    }
    if (delivery.userId().isEmpty() || delivery.attempt().isEmpty()) {
      return poison(delivery, "no user id and attempt");
    }
    return handle(delivery, delivery.userId().get(), delivery.attempt().get())
        .onFailure()
        .call(failure -> leaveToSweep(delivery, failure));
  }

  private Uni<Void> handle(Delivery delivery, long userId, int attempt) {
    if (aside.isWanted()) {
      return onceDatabaseAnswers(aside.setAside(userId, attempt)).chain(delivery::ack);
    }
    return onceDatabaseAnswers(claims.claim(userId, attempt, ClaimRepository.newToken()))
        .chain(claim -> proceed(delivery, claim));
  }

  private Uni<Void> proceed(Delivery delivery, Claim claim) {
    if (claim instanceof Claimed claimed) {
      return held.during(
          claimed,
          sender
              .send(claimed, delivery.trace())
              .chain(outcome -> settle(delivery, claimed, outcome)));
    }
    return claim instanceof Stale stale ? stale(delivery, stale.state()) : erased(delivery);
  }

  /** Nobody publishes a message for what was never registered. */
  private static Uni<Void> erased(Delivery delivery) {
    LOG.infof("message %s: its registration is gone, nothing to send", delivery.name());
    return delivery.ack();
  }

  private Uni<Void> settle(Delivery delivery, Claimed claimed, Outcome outcome) {
    ClaimedMail mail = claimed.mail();
    if (outcome instanceof Accepted accepted) {
      return sent(delivery, mail, accepted.reply());
    }
    if (outcome instanceof NotBegun) {
      log.notBegun(mail);
      return held.giveBack(claimed).chain(delivery::ack);
    }
    return failed(delivery, failures.of(mail, outcome));
  }

  /** The mail is out: whatever keeps MySQL from knowing it, the sweep would send it once more. */
  private Uni<Void> sent(Delivery delivery, ClaimedMail mail, String reply) {
    return onceItSucceeds(claims.markSent(mail, reply))
        .invoke(() -> log.sent(mail))
        .chain(delivery::ack);
  }

  private Uni<Void> failed(Delivery delivery, FailedAttempt failure) {
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
}
