package io.github.registrationmail.mail;

import io.github.registrationmail.mail.SmtpOutcome.Delivered;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Renders and sends one mail; every failure comes back as an outcome. */
@Singleton
class MailSender {

  private final MailRenderer renderer;
  private final SmtpPool smtp;
  private final SmtpSpan span;
  private final Timer latency;

  MailSender(MailRenderer renderer, SmtpPool smtp, SmtpSpan span, MeterRegistry meters) {
    this.renderer = renderer;
    this.smtp = smtp;
    this.span = span;
    this.latency = meters.timer("registration.mail.smtp");
  }

  Uni<SmtpOutcome> send(ClaimedMail mail, Context trace) {
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
