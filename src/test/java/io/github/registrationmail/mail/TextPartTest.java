package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPartTest {

  @ParameterizedTest
  @CsvSource({
    "'plain ASCII', 7bit",
    "'a\nb\rc\r\n\n', 7bit",
    "'blank at the end \n', quoted-printable",
    "'a\tb', quoted-printable",
    "'a\0b', quoted-printable",
    "'a\u007fb', quoted-printable",
    "'--=_registration-1', quoted-printable",
    "'Zoë is mostly ASCII', quoted-printable",
    "欢迎您, base64",
    "'a\ud83d', 7bit"
  })
  void isEncodedAsItFitsBest(String text, String encoding) {
    TextPart part = TextPart.of("plain", text);
    assertEquals(encoding, part.encoding());
    String encoded = new String(part.encoded(), US_ASCII);
    assertFalse(encoded.contains("=_"));
    assertEquals("\r\n", encoded.substring(encoded.length() - 2));
  }

  @ParameterizedTest
  @CsvSource({"998, 7bit", "999, quoted-printable"})
  void isAsItIsUpToTheLongestLine(int length, String encoding) {
    String text = "x".repeat(length);
    assertEquals(encoding, TextPart.of("plain", text + "\n" + text).encoding());
  }
}
