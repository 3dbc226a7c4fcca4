package io.github.registrationmail.stack;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/** The words of a mail for a person to read: its first text part, plain before HTML. */
final class MailText {

  private MailText() {}

  static String of(Part part) {
    try {
      String plain = find(part, "text/plain");
      return plain.isEmpty() ? find(part, "text/html") : plain;
    } catch (MessagingException | IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  private static String find(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        String found = find(child, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
