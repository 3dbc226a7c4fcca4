package io.github.registrationmail.mail;

import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.mail.SmtpOutcome.Delivered;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Renders and sends one mail; every failure comes back as an outcome. */
@Singleton
class MailSender {

  private final MailRenderer renderer;
  private final SmtpPool smtp;
  private final SmtpSpan span;
  private final Turns turns;
  private final Timer latency;

  MailSender(
      MailRenderer renderer,
      SmtpPool smtp,
      SmtpSpan span,
      MailConfig config,
      MeterRegistry meters) {
    this.renderer = renderer;
    this.smtp = smtp;
    this.span = span;
    this.turns = new Turns(config.concurrency());
    this.latency = meters.timer("registration.mail.smtp");
    Gauge.builder("registration.mail.in.flight", turns, Turns::taken).register(meters);
  }

  /**
   * Sends when an SMTP connection is free. Empty when that did not begin: the lease of the claim
   * left no time for it any more, or the service stops while the mail server is away.
   */
  Uni<Optional<SmtpOutcome>> send(Claimed claimed, Context trace) {
    return turns.take(
        Uni.createFrom().deferred(() -> begin(claimed, trace)),
        Uni.createFrom().item(Optional::empty));
  }

  /** Nothing further is begun until one is resumed. */
  void pause() {
    turns.pause();
  }

  void resume() {
    turns.resume();
  }

  /** No more than these are sent at once until further notice. */
  void resume(int atOnce) {
    turns.resume(atOnce);
  }

  /** What waits for the end of a pause is not sent. */
  void stop() {
    turns.stop();
  }

  private Uni<Optional<SmtpOutcome>> begin(Claimed claimed, Context trace) {
    return claimed.begin()
        ? timed(claimed.mail(), trace).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<SmtpOutcome> timed(ClaimedMail mail, Context trace) {
    long start = System.nanoTime();
    return span.around(mail, trace, attempt(mail))
        .invoke(() -> latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
  }

  private Uni<SmtpOutcome> attempt(ClaimedMail mail) {
    return renderer
        .render(mail)
        .chain(smtp::send)
        .<SmtpOutcome>replaceWith(new Delivered())
        .onFailure()
        .recoverWithItem(SmtpReply::of);
  }
}
