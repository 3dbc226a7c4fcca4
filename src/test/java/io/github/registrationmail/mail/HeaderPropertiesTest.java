package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read as it was meant by another library, whatever it is. */
class HeaderPropertiesTest {

  /** From every script, with what ends lines, poses as encoded, or is nothing by itself. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(60),
            Arbitraries.strings().ascii().ofMaxLength(120),
            Arbitraries.of(
                "=?UTF-8?B?eA==?=", "\r\nBcc: x@example.org", "  ", "😀", "欢迎", ", \"", "<"))
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join(" ", parts))
        .filter(text -> UTF_8.newEncoder().canEncode(text));
  }

  @Provide
  Arbitrary<String> locals() {
    return Arbitraries.strings()
        .withChars("abcXYZ019!#$%&'*+/=?^_`{|}~-")
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(atoms -> String.join(".", atoms));
  }

  @Property
  void aSubjectIsOneLineOfTheSameWords(@ForAll("texts") String text) throws IOException {
    String header = written(new HeaderLines().addText("Subject", text));
    String line = HeaderLines.oneLine(text);

    if (line.isBlank()) {
      assertEquals("", header);
      return;
    }
    assertTrue(header.endsWith("\r\n") && header.startsWith("Subject: "), header);
    assertTrue(header.replace("\r\n", "").matches("[ -~]*"), header);
    assertTrue(header.lines().skip(1).allMatch(rest -> rest.matches(" \\S.*")), header);
    String value = header.substring("Subject: ".length()).replace("\r\n", "");
    assertEquals(line, MimeUtility.decodeText(value));
  }

  @Property
  void anAddressIsOneAddressWithItsName(
      @ForAll("texts") String name, @ForAll("locals") String local) throws MessagingException {
    String shown = HeaderLines.oneLine(name);
    String header = new Mailbox(shown, local + "@example.org").header();

    InternetAddress[] read = InternetAddress.parse(header, true);

    assertEquals(1, read.length, header);
    assertEquals(local + "@example.org", read[0].getAddress(), header);
    assertEquals(shown, Optional.ofNullable(read[0].getPersonal()).orElse(""), header);
  }

  @Property
  void aTextIsReadAsItWasWrittenInShortLinesOfSevenBits(@ForAll("texts") String text)
      throws IOException, MessagingException {
    TextPart part = TextPart.of("plain", text);
    String lines = text.replaceAll("\r\n?|\n", "\r\n");

    String wire = new String(part.encoded(), US_ASCII);
    assertTrue(wire.lines().allMatch(line -> line.length() <= 998), wire);
    assertTrue(wire.matches("(?s)[\r\n\t -~]*"), wire);
    var decoded = MimeUtility.decode(new ByteArrayInputStream(part.encoded()), part.encoding());
    assertEquals(
        lines.endsWith("\r\n") ? lines : lines + "\r\n", new String(decoded.readAllBytes(), UTF_8));
  }

  private static String written(HeaderLines header) {
    return new String(header.toBytes(), US_ASCII);
  }
}
