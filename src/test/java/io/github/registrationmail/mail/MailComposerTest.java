package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.template.Image;
import io.github.registrationmail.template.Letter;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail as two readers of other houses read it, Apache James and Jakarta Mail. */
class MailComposerTest {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

  private static final Instant DATE = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final Instant REGISTERED = Instant.parse("2026-02-03T04:05:03.123Z");

  static Stream<String> hostileTexts() {
    return Stream.of(
        "Ada",
        "Zoë 😀",
        "👩‍👩‍👧‍👦".repeat(40),
        "欢迎您，小明。",
        "𠮷野家",
        "عائشة",
        "\u202Eevil\u202C",
        "=?UTF-8?Q?x?=",
        "=?utf-8?B?YWJj?=",
        "O'Brien, \"Bob\"; <b@x> \\",
        "x".repeat(300),
        "é".repeat(300),
        "a b ".repeat(300) + "c",
        "x".repeat(3000),
        ".\n..\n.\r\nQUIT",
        "--=_registration-1--",
        "From me",
        "blank at the end \nof a\t\nline",
        "e\u0301\u0327");
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void isReadByBothAsItWasWritten(String text) throws Exception {
    String html = "<p>" + text + "</p>";
    Mail mail = compose(letter(text, Optional.of(html)));
    assertValid(mail);
    String subject = HeaderLines.oneLine(text);

    Message read = read(mail);
    assertEquals(subject, read.getSubject());
    var parts = (org.apache.james.mime4j.dom.Multipart) read.getBody();
    assertEquals("alternative", parts.getSubType());
    assertEquals(lines(text), lines(text(parts.getBodyParts().get(0))));
    assertEquals(lines(html), lines(text(parts.getBodyParts().get(1))));

    MimeMessage other = readOtherwise(mail);
    assertEquals(subject, other.getSubject());
    Multipart content = (Multipart) other.getContent();
    assertEquals(2, content.getCount());
    assertEquals("text/plain; charset=UTF-8", content.getBodyPart(0).getContentType());
    assertEquals("text/html; charset=UTF-8", content.getBodyPart(1).getContentType());
    assertEquals(lines(text), lines((String) content.getBodyPart(0).getContent()));
    assertEquals(lines(html), lines((String) content.getBodyPart(1).getContent()));
  }

  @Test
  void hasTheHeadersOfAMailThatAMachineWrote() throws Exception {
    Map<String, String> headers = headers(compose(letter("Hello"), Map.of()));
    assertEquals(
        Map.of(
            "From", "noreply@localhost",
            "To", "ada@example.org",
            "Subject", "Hello",
            "Date", "Tue, 3 Feb 2026 04:05:06 +0000",
            "Message-ID", "<registration-42.ml62s103@localhost>",
            "MIME-Version", "1.0",
            "Auto-Submitted", "auto-generated",
            "Content-Type", "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding", "7bit"),
        headers);
    assertEquals(
        Date.from(Instant.parse("2026-02-03T04:05:06Z")), read(compose(letter("x"))).getDate());
  }

  @Test
  void saysWhoAnswersAndWhereABounceGoes() {
    Mail mail =
        compose(
            letter("Hello"),
            Map.of(
                "registration.mail.from", "欢迎 <welcome@shop.example.org>",
                "registration.mail.reply-to", "Help, us <help@example.org>",
                "registration.mail.bounce-address", "bounces@example.org"));
    Map<String, String> headers = headers(mail);
    assertEquals("=?UTF-8?B?5qyi6L+O?= <welcome@shop.example.org>", headers.get("From"));
    assertEquals("\"Help, us\" <help@example.org>", headers.get("Reply-To"));
    assertTrue(headers.get("Message-ID").endsWith("@shop.example.org>"));
    assertEquals("bounces@example.org", mail.sender());
    assertEquals("ada@example.org", mail.recipient());
  }

  @Test
  void bouncesToTheSenderByDefault() {
    assertEquals(
        "us@example.org",
        compose(letter("Hello"), Map.of("registration.mail.from", "Us <us@example.org>")).sender());
  }

  @Test
  void carriesTheImagesThatItsPageShows() throws Exception {
    byte[] picture = new byte[1000];
    Letter letter =
        new Letter(
            "Hello",
            "text",
            Optional.of("<p>Hello <img src=\"cid:logo.png\"></p>"),
            Optional.of("Shop <shop@example.org>"),
            Optional.of("help@example.org"),
            Map.of("List-Unsubscribe", "<https://example.org/" + "u".repeat(100) + ">"),
            List.of(
                new Image("logo.png", "image/png", picture),
                new Image("unused.png", "image/png", picture)));
    Mail mail = compose(letter);
    assertValid(mail);
    assertEquals("shop@example.org", mail.sender());
    MimeMessage read = readOtherwise(mail);
    assertEquals("Shop <shop@example.org>", read.getHeader("From", null));
    assertEquals("help@example.org", read.getHeader("Reply-To", null));
    assertEquals(
        "<https://example.org/" + "u".repeat(100) + ">", read.getHeader("List-Unsubscribe", null));
    Multipart related = (Multipart) ((Multipart) read.getContent()).getBodyPart(1).getContent();
    assertEquals(2, related.getCount());
    MimeBodyPart image = (MimeBodyPart) related.getBodyPart(1);
    assertEquals("<logo.png>", image.getContentID());
    assertArrayEquals(picture, image.getInputStream().readAllBytes());
  }

  @Test
  void hasTheSameMessageIdForEachAttemptOfARegistrationAndNoOther() {
    MailComposer composer = composer(Map.of());
    String first = messageId(composer, 1, 1, REGISTERED);
    assertEquals(first, messageId(composer, 1, 2, REGISTERED));
    assertNotEquals(first, messageId(composer, 1, 3, 2, REGISTERED));
    assertEquals(
        messageId(composer, 1, 3, 2, REGISTERED), messageId(composer, 1, 4, 2, REGISTERED));
    assertNotEquals(first, messageId(composer, 2, 1, REGISTERED));
    assertNotEquals(first, messageId(composer, 1, 1, REGISTERED.plusMillis(1)));
  }

  private static String messageId(MailComposer composer, long id, int attempt, Instant registered) {
    return messageId(composer, id, attempt, 0, registered);
  }

  private static String messageId(
      MailComposer composer, long id, int attempt, int earlier, Instant registered) {
    ClaimedMail mail =
        new ClaimedMail(
            id,
            attempt,
            earlier,
            7,
            "ada@example.org",
            "Ada",
            "en",
            registered,
            "welcome",
            Optional.empty(),
            true);
    return headers(composer.compose(mail.stored(), letter("x"), DATE)).get("Message-ID");
  }

  @Test
  void keepsHalfACharacterFromBreakingTheMail() throws Exception {
    Mail mail = compose(letter("a\ud83d b\ude00"));
    assertValid(mail);
    assertEquals("a? b?", readOtherwise(mail).getSubject());
    assertEquals("a? b?", lines(text(read(mail))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b\r\nBcc: x@y", "a@b\n", "a b@c.de", "é@example.org", ""})
  void refusesAnAddressThatCouldBeMoreThanOne(String email) {
    ClaimedMail mail =
        new ClaimedMail(
            42, 1, 0, 7, email, "Ada", "en", REGISTERED, "welcome", Optional.empty(), true);
    assertThrows(
        IllegalArgumentException.class,
        () -> composer(Map.of()).compose(mail.stored(), letter("Hello"), DATE));
  }

  private static Letter letter(String text) {
    return letter(text, Optional.empty());
  }

  private static Letter letter(String text, Optional<String> html) {
    return new Letter(text, text, html, Optional.empty(), Optional.empty(), Map.of(), List.of());
  }

  private static Mail compose(Letter letter) {
    return compose(letter, Map.of());
  }

  private static Mail compose(Letter letter, Map<String, String> settings) {
    ClaimedMail mail =
        new ClaimedMail(
            42,
            1,
            0,
            7,
            "ada@example.org",
            "Ada",
            "en",
            REGISTERED,
            "welcome",
            Optional.empty(),
            true);
    return composer(settings).compose(mail.stored(), letter, DATE);
  }

  private static MailComposer composer(Map<String, String> settings) {
    return new MailComposer(AsShipped.config(MailConfig.class, settings));
  }

  /** Seven bits, CRLF at the end of each line and nowhere else, short lines, no empty header. */
  private static void assertValid(Mail mail) {
    String source = new String(mail.content(), ISO_8859_1);
    assertTrue(source.endsWith("\r\n"));
    Matcher boundary = BOUNDARY.matcher(source);
    while (boundary.find()) {
      String end = "\r\n--" + boundary.group(1) + "--\r\n";
      assertEquals(2, source.split(Pattern.quote(end), -1).length, "closed once: " + end);
    }
    String[] lines = source.split("\r\n", -1);
    for (String line : lines) {
      assertTrue(line.length() <= 998, line);
      assertTrue(line.matches("[\\t -~]*"), line);
    }
    headers(mail).forEach((name, value) -> assertFalse(value.isBlank(), name));
  }

  private static Map<String, String> headers(Mail mail) {
    String source = new String(mail.content(), ISO_8859_1);
    String header = source.substring(0, source.indexOf("\r\n\r\n")).replaceAll("\r\n(?=[ \t])", "");
    Map<String, String> headers = new HashMap<>();
    header
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(pair -> assertEquals(null, headers.put(pair[0], pair[1]), pair[0] + " is twice"));
    return headers;
  }

  private static Message read(Mail mail) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.STRICT);
    return builder.parseMessage(new ByteArrayInputStream(mail.content()));
  }

  private static MimeMessage readOtherwise(Mail mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(mail.content()));
  }

  private static String text(Entity part) throws IOException {
    return new String(
        ((TextBody) part.getBody()).getInputStream().readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replaceAll("\n$", "");
  }
}
