package io.github.registrationmail.stack;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What a person reads of a mail. */
final class MailText {

  private MailText() {}

  /** The first text part, plain before HTML. */
  static String of(Part mail) {
    try {
      String plain = first(mail, "text/plain");
      return plain.isEmpty() ? first(mail, "text/html") : plain;
    } catch (MessagingException | IOException e) {
      return unreadable(e);
    }
  }

  /** The first HTML part with the images that it shows; empty if there is none. */
  static String page(Part mail) {
    try {
      String page = first(mail, "text/html");
      for (Part image : all(mail, "image/*")) {
        page =
            page.replace(
                "cid:" + image.getHeader("Content-ID")[0].replaceAll("[<>]", ""), data(image));
      }
      return page;
    } catch (MessagingException | IOException e) {
      return unreadable(e);
    }
  }

  private static String unreadable(Exception e) {
    return "(unreadable: " + e.getMessage() + ")";
  }

  private static String data(Part image) throws MessagingException, IOException {
    String content = Base64.getEncoder().encodeToString(image.getInputStream().readAllBytes());
    return "data:" + image.getContentType().replaceAll("[;\\s].*", "") + ";base64," + content;
  }

  private static String first(Part mail, String type) throws MessagingException, IOException {
    List<Part> parts = all(mail, type);
    return parts.isEmpty() ? "" : parts.get(0).getContent().toString();
  }

  private static List<Part> all(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return List.of(part);
    }
    Stream<Part> found = Stream.empty();
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        found = Stream.concat(found, all(multipart.getBodyPart(i), type).stream());
      }
    }
    return found.toList();
  }
}
