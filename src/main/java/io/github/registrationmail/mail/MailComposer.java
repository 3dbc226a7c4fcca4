package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.registrationmail.smtp.Mail;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a letter as the message that is sent: seven bits, lines within 998 octets, no empty header
 * (RFC 5322, RFC 2045).
 */
@Singleton
class MailComposer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String from;
  private final String domain;
  private final String replyTo;
  private final String bounceAddress;

  MailComposer(MailConfig config) {
    Mailbox sender = Mailbox.of(config.from());
    this.from = sender.header();
    this.domain = sender.domain();
    this.replyTo = config.replyTo().map(Mailbox::of).map(Mailbox::header).orElse("");
    this.bounceAddress = config.bounceAddress().orElse(sender.address());
  }

  /**
   * Refuses an address that must not reach a mail server with an {@link IllegalArgumentException}.
   */
  Mail compose(ClaimedMail mail, Letter letter, Instant date) {
    HeaderLines header =
        new HeaderLines()
            .add("From", from)
            .add("To", new Mailbox("", mail.email()).header())
            .add("Reply-To", replyTo)
            .addText("Subject", letter.subject())
            .add("Date", DATE.format(date))
            .add("Message-ID", messageId(mail))
            .add("Auto-Submitted", "auto-generated")
            .add("MIME-Version", "1.0");
    return new Mail(bounceAddress, mail.email(), content(header, mail, letter));
  }

  /**
   * The same for each attempt, so that a receiver can tell a doubled mail; but not for the same id
   * of a database that was made anew.
   */
  String messageId(ClaimedMail mail) {
    String time = Long.toString(mail.registeredAt().toEpochMilli(), Character.MAX_RADIX);
    return "<registration-" + mail.userId() + "." + time + "@" + domain + ">";
  }

  private static byte[] content(HeaderLines header, ClaimedMail mail, Letter letter) {
    TextPart text = TextPart.of("plain", letter.text());
    Optional<TextPart> html = letter.html().map(source -> TextPart.of("html", source));
    return html.isEmpty()
        ? single(header, text)
        : alternative(header, "=_registration-" + mail.userId(), text, html.get());
  }

  private static byte[] single(HeaderLines header, TextPart text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + text.encoded().length);
    write(out, header, text);
    return out.toByteArray();
  }

  private static byte[] alternative(
      HeaderLines header, String boundary, TextPart text, TextPart html) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(1024 + text.encoded().length + html.encoded().length);
    String type = "multipart/alternative; boundary=\"" + boundary + "\"";
    out.writeBytes(header.add("Content-Type", type).toBytes());
    for (TextPart part : new TextPart[] {text, html}) {
      out.writeBytes(("\r\n--" + boundary + "\r\n").getBytes(US_ASCII));
      write(out, new HeaderLines(), part);
    }
    out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, HeaderLines header, TextPart part) {
    out.writeBytes(part.describe(header).toBytes());
    out.writeBytes(new byte[] {'\r', '\n'});
    out.writeBytes(part.encoded());
  }
}
