package io.github.registrationmail.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Renders the mail in the registration's language, as text and as HTML. The headers that the mail
 * client would fold are given as they are, see {@link EncodedWords}.
 */
@Singleton
class MailRenderer {

  private final String sender;
  private final MailComposer composer;

  MailRenderer(@ConfigProperty(name = "quarkus.mailer.from") String from, MailComposer composer) {
    this.composer = composer;
    this.sender = sender(from);
  }

  /** The mail as it goes to the mail server. */
  Uni<io.github.registrationmail.smtp.Mail> compose(ClaimedMail mail) {
    return letter(mail).map(letter -> composer.compose(mail, letter, Instant.now()));
  }

  Uni<Mail> render(ClaimedMail mail) {
    return letter(mail)
        .map(
            letter ->
                new Mail()
                    .addTo(mail.email())
                    .addHeader("From", sender)
                    .addHeader("To", mail.email())
                    .addHeader("Subject", EncodedWords.of(letter.subject()))
                    .setText(letter.text())
                    .setHtml(letter.html().orElse(null))
                    .addHeader("Message-ID", composer.messageId(mail)));
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

  /** The header {@code From} of an address with or without a name. */
  static String sender(String from) {
    EmailAddress address = new EmailAddress(from);
    String name = address.getName().replaceAll("^\"|\"$", "");
    String encoded = EncodedWords.of(name);
    return encoded.equals(name) ? from : encoded + " <" + address.getEmail() + ">";
  }
}
