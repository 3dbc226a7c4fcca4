package io.github.registrationmail.stack;

import io.github.registrationmail.stack.smtp.TakenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** One mail as one envelope recipient received it. */
record CaughtMail(String recipient, TakenMail taken, MimeMessage message) {

  private static final Session SESSION = Session.getInstance(new Properties());

  /** One for each recipient. */
  static Stream<CaughtMail> each(TakenMail mail) {
    MimeMessage message = message(mail);
    return mail.recipients().stream().map(to -> new CaughtMail(to, mail, message));
  }

  static MimeMessage message(TakenMail mail) {
    try {
      return new MimeMessage(SESSION, new ByteArrayInputStream(mail.content()));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  String subject() {
    try {
      return Objects.requireNonNullElse(message.getSubject(), "(no subject)");
    } catch (MessagingException e) {
      return "(unreadable subject)";
    }
  }

  Instant receivedAt() {
    return taken.at();
  }

  /** What the server called it. */
  String id() {
    return taken.queueId();
  }

  String text() {
    return MailText.of(message);
  }

  /** Its page with the images in it; empty when it is text alone. */
  String html() {
    return MailText.page(message);
  }

  /** As it came, an octet a character. */
  String source() {
    return taken.text();
  }
}
