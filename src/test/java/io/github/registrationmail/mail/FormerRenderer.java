package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.registrationmail.smtp.Mail;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the one mail that there was before mails were templates in a folder, as it did then. */
final class FormerRenderer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String from;
  private final String domain;
  private final String bounceAddress;

  FormerRenderer(String sender) {
    Mailbox mailbox = Mailbox.of(sender);
    this.from = mailbox.header();
    this.domain = mailbox.domain();
    this.bounceAddress = mailbox.address();
  }

  Uni<Mail> compose(ClaimedMail mail) {
    return Uni.combine()
        .all()
        .unis(
            render(FormerTemplates.subject(mail.name()), mail, Variant.TEXT_PLAIN),
            render(FormerTemplates.welcome(mail.name()), mail, Variant.TEXT_PLAIN),
            render(FormerTemplates.welcome(mail.name()), mail, Variant.TEXT_HTML))
        .asTuple()
        .map(parts -> compose(mail, parts.getItem1().strip(), parts.getItem2(), parts.getItem3()));
  }

  private static Uni<String> render(TemplateInstance template, ClaimedMail mail, String type) {
    return Uni.createFrom()
        .completionStage(
            () ->
                template
                    .setLocale(mail.locale())
                    .setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(type))
                    .renderAsync());
  }

  private Mail compose(ClaimedMail mail, String subject, String text, String html) {
    HeaderLines header =
        new HeaderLines()
            .add("From", from)
            .add("To", new Mailbox("", mail.email()).header())
            .add("Reply-To", "")
            .addText("Subject", subject)
            .add("Date", DATE.format(Instant.now()))
            .add("Message-ID", messageId(mail))
            .add("Auto-Submitted", "auto-generated")
            .add("MIME-Version", "1.0");
    String boundary = "=_registration-" + mail.userId();
    TextPart plain = TextPart.of("plain", text);
    TextPart page = TextPart.of("html", html);
    return new Mail(bounceAddress, mail.email(), alternative(header, boundary, plain, page));
  }

  private String messageId(ClaimedMail mail) {
    String time = Long.toString(mail.registeredAt().toEpochMilli(), Character.MAX_RADIX);
    return "<registration-" + mail.userId() + "." + time + "@" + domain + ">";
  }

  private static byte[] alternative(
      HeaderLines header, String boundary, TextPart text, TextPart html) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(1024 + text.encoded().length + html.encoded().length);
    String type = "multipart/alternative; boundary=\"" + boundary + "\"";
    out.writeBytes(header.add("Content-Type", type).toBytes());
    for (TextPart part : new TextPart[] {text, html}) {
      out.writeBytes(("\r\n--" + boundary + "\r\n").getBytes(US_ASCII));
      out.writeBytes(part.describe(new HeaderLines()).toBytes());
      out.writeBytes(new byte[] {'\r', '\n'});
      out.writeBytes(part.encoded());
    }
    out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
    return out.toByteArray();
  }
}
