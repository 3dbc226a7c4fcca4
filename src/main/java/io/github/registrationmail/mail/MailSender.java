package io.github.registrationmail.mail;

import io.github.registrationmail.async.Contexts;
import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Rejected;
import io.github.registrationmail.smtp.SmtpTransport;
import io.github.registrationmail.text.Addresses;
import io.github.registrationmail.text.OneLine;
import io.opentelemetry.context.Context;
import io.quarkus.qute.TemplateException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Renders one mail and hands it over; every failure comes back as an outcome. */
@Singleton
class MailSender {

  /** What the column takes of a reason. */
  private static final int LONGEST = 500;

  private final Admission admission;
  private final MailRenderer renderer;
  private final SmtpTransport transport;
  private final SmtpSpan span;
  private final SendingPause pause;

  MailSender(
      Admission admission,
      MailRenderer renderer,
      SmtpTransport transport,
      SmtpSpan span,
      SendingPause pause) {
    this.admission = admission;
    this.renderer = renderer;
    this.transport = transport;
    this.span = span;
    this.pause = pause;
  }

  /** Ends when it is decided what becomes of the mail, on the caller's context. */
  Uni<Outcome> send(Claimed claimed, Context trace) {
    return Contexts.returning(span.around(claimed.mail(), trace, attempt(claimed)));
  }

  private Uni<Outcome> attempt(Claimed claimed) {
    return Uni.createFrom()
        .deferred(
            () ->
                fault(claimed.mail())
                    .map(fault -> Uni.createFrom().item(refused(fault)))
                    .orElseGet(() -> writeAndSend(claimed)));
  }

  private Optional<String> fault(ClaimedMail mail) {
    return mail.unvalidated().flatMap(admission::fault);
  }

  private static Outcome refused(String fault) {
    return new Rejected(OneLine.of("the registration is not valid: " + fault, LONGEST));
  }

  /** It may repeat what it could not write. */
  private static String said(String what, Throwable why) {
    return OneLine.of(what + Addresses.hidden(String.valueOf(why.getMessage())), LONGEST);
  }

  private Uni<Outcome> writeAndSend(Claimed claimed) {
    return renderer
        .compose(claimed.mail())
        .chain(mail -> transport.send(mail, new UnlessPaused(claimed.lease(), pause)))
        .onFailure(TemplateException.class)
        .recoverWithItem(why -> new Deferred(said("the mail cannot be rendered: ", why)))
        .onFailure(IllegalArgumentException.class)
        .recoverWithItem(why -> new Rejected(said("the mail cannot be written: ", why)));
  }
}
