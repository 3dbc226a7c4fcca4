package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Mail;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Renders the mail in the registration's language, as text and as HTML. */
@Singleton
class MailRenderer {

  private final MailComposer composer;

  MailRenderer(MailComposer composer) {
    this.composer = composer;
  }

  /** The mail as it goes to the mail server. */
  Uni<Mail> compose(ClaimedMail mail) {
    return letter(mail).map(letter -> composer.compose(mail, letter, Instant.now()));
  }

  private static Uni<Letter> letter(ClaimedMail mail) {
    return Uni.combine()
        .all()
        .unis(
            render(MailTemplates.subject(mail.name()), mail, Variant.TEXT_PLAIN),
            render(MailTemplates.welcome(mail.name()), mail, Variant.TEXT_PLAIN),
            render(MailTemplates.welcome(mail.name()), mail, Variant.TEXT_HTML))
        .asTuple()
        .map(
            parts ->
                new Letter(
                    parts.getItem1().strip(), parts.getItem2(), Optional.of(parts.getItem3())));
  }

  /** Not with the time limit of {@code createUni}: its timers stay when the text is long ready. */
  private static Uni<String> render(TemplateInstance template, ClaimedMail mail, String type) {
    return Uni.createFrom()
        .completionStage(
            () ->
                template
                    .setLocale(mail.locale())
                    .setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(type))
                    .renderAsync());
  }
}
