package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Outcome.Accepted;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The last span of a mail's trace: what the mail server made of it, without any address. */
@Singleton
class SmtpSpan {

  private final Tracer tracer;

  SmtpSpan(Tracer tracer) {
    this.tracer = tracer;
  }

  Uni<Outcome> around(ClaimedMail mail, Context trace, Uni<Outcome> sending) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Span span = start(mail, trace);
              return sending
                  .invoke(outcome -> describe(span, outcome))
                  .onTermination()
                  .invoke(span::end);
            });
  }

  private Span start(ClaimedMail mail, Context trace) {
    return tracer
        .spanBuilder("SMTP send")
        .setParent(trace)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("registration.id", mail.userId())
        .setAttribute("registration.attempt", mail.attempt())
        .startSpan();
  }

  private static void describe(Span span, Outcome outcome) {
    span.setAttribute("smtp.outcome", outcome.getClass().getSimpleName());
    if (!(outcome instanceof Accepted)) {
      span.setStatus(StatusCode.ERROR);
    }
  }
}
