package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Letter;
import jakarta.inject.Singleton;
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
public class MailComposer {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** About how long a header is, in characters. */
  private static final int HEADER = 512;

  /** The date of all mails of one second. */
  private record Stamp(long second, String text) {}

  private final Mailbox sender;
  private final Optional<Mailbox> replyTo;
  private final Optional<String> bounceAddress;
  private volatile Stamp latest = stamp(Instant.EPOCH);

  MailComposer(MailConfig config) {
    this.sender = Mailbox.of(config.from());
    this.replyTo = config.replyTo().map(Mailbox::of);
    this.bounceAddress = config.bounceAddress();
  }

  /** A mail about a registration; its id is the same for each attempt of a sending. */
  public Mail compose(StoredMail mail, Letter letter, Instant date) {
    return compose(mail.email(), mail.id(), letter, date);
  }

  /**
   * Refuses an address that must not reach a mail server with an {@link IllegalArgumentException}.
   *
   * @param id no other mail's; part of the Message-ID
   */
  public Mail compose(String recipient, String id, Letter letter, Instant date) {
    Mailbox from = letter.from().map(Mailbox::of).orElse(sender);
    HeaderLines header =
        new HeaderLines(HEADER)
            .add("From", from.header())
            .add("To", new Mailbox("", recipient).header())
            .add("Reply-To", letter.replyTo().map(Mailbox::of).or(() -> replyTo))
            .addText("Subject", letter.subject())
            .add("Date", date(date))
            .add("Message-ID", "<" + id + "@" + sender.domain() + ">")
            .add("Auto-Submitted", "auto-generated")
            .addAny(letter.headers())
            .add("MIME-Version", "1.0");
    return new Mail(
        bounceAddress.orElse(from.address()), recipient, MailBody.of(letter, id).after(header));
  }

  private String date(Instant date) {
    Stamp stamp = latest;
    if (stamp.second() != date.getEpochSecond()) {
      stamp = stamp(date);
      latest = stamp;
    }
    return stamp.text();
  }

  private static Stamp stamp(Instant date) {
    return new Stamp(date.getEpochSecond(), DATE.format(date));
  }
}
