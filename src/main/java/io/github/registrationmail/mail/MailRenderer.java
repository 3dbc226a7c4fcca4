package io.github.registrationmail.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Renders the mail in the registration's language, as text and as HTML. The headers that the mail
 * client would fold are given as they are, see {@link EncodedWords}.
 */
@Singleton
class MailRenderer {

  private final String sender;
  private final String messageIdDomain;

  MailRenderer(@ConfigProperty(name = "quarkus.mailer.from") String from) {
    String email = new EmailAddress(from).getEmail();
    this.sender = sender(from);
    this.messageIdDomain = email.substring(email.lastIndexOf('@') + 1);
  }

  Uni<Mail> render(ClaimedMail mail) {
    return Uni.combine()
        .all()
        .unis(
            render(MailTemplates.subject(mail.name()), mail, Variant.TEXT_PLAIN),
            render(MailTemplates.welcome(mail.name()), mail, Variant.TEXT_PLAIN),
            render(MailTemplates.welcome(mail.name()), mail, Variant.TEXT_HTML))
        .asTuple()
        .map(
            parts ->
                new Mail()
                    .addTo(mail.email())
                    .addHeader("From", sender)
                    .addHeader("To", mail.email())
                    .addHeader("Subject", EncodedWords.of(parts.getItem1().strip()))
                    .setText(parts.getItem2())
                    .setHtml(parts.getItem3())
                    .addHeader("Message-ID", messageId(mail)));
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

  /** The same for every attempt, so that a receiver can tell a doubled mail. */
  private String messageId(ClaimedMail mail) {
    return "<registration-" + mail.userId() + "@" + messageIdDomain + ">";
  }
}
