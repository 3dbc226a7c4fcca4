package io.github.registrationmail.stack;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Objects;

/** One mail as one envelope recipient received it. */
record CaughtMail(String recipient, Instant receivedAt, MimeMessage message) {

  String subject() {
    try {
      return Objects.requireNonNullElse(message.getSubject(), "(no subject)");
    } catch (MessagingException e) {
      return "(unreadable subject)";
    }
  }

  String text() {
    return MailText.of(message);
  }
}
