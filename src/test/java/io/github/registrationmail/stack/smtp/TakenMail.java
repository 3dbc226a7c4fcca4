package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail that the server has accepted.
 *
 * @param mailCommand the line of MAIL with the sender and its parameters
 * @param content the octets, without the dots that SMTP adds
 * @param queueId what the server called it in its 250
 */
public record TakenMail(
    Instant at,
    String mailCommand,
    OptionalLong announcedSize,
    List<String> recipients,
    byte[] content,
    String queueId) {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("^Message-ID:\\s*(<[^>]*>)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** The content, an octet a character. */
  public String text() {
    return new String(content, ISO_8859_1);
  }

  /** With its angle brackets, empty if there is none. */
  public String messageId() {
    Matcher id = MESSAGE_ID.matcher(text());
    return id.find() ? id.group(1) : "";
  }
}
