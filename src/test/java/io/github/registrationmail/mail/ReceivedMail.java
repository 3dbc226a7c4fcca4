package io.github.registrationmail.mail;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.github.registrationmail.stack.EmbeddedStack;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The one mail that an address received, as its reader sees it. */
public record ReceivedMail(String subject, String text, String html, MimeMessage message) {

  /** Waits for it; there must be no second one. */
  public static ReceivedMail awaitFor(EmbeddedStack stack, String email) throws Exception {
    var mails =
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> stack.smtp().received(email), hasSize(1));
    MimeMessage message = mails.get(0);
    return new ReceivedMail(
        message.getSubject(),
        part(message, "text/plain").orElseThrow(),
        part(message, "text/html").orElseThrow(),
        message);
  }

  public String header(String name) throws MessagingException {
    return message.getHeader(name, "\n");
  }

  /** All of it. */
  public String source() throws MessagingException, IOException {
    var octets = new ByteArrayOutputStream();
    message.writeTo(octets);
    return octets.toString(StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> part(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of(part.getContent().toString());
    }
    if (part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart child = multipart.getBodyPart(i);
        Optional<String> found = part(child, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
