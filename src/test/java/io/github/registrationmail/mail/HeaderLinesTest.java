package io.github.registrationmail.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLinesTest {

  private static final Pattern WORD = Pattern.compile("=\\?\\S+?\\?=");

  @Test
  void leavesPlainAsciiAlone() {
    assertEquals("Subject: Welcome, Ada = ?\r\n", text("Welcome, Ada = ?"));
  }

  @Test
  void leavesAHeaderWithoutValueOut() {
    assertEquals("", written(new HeaderLines().add("Reply-To", "").addText("Subject", " \r\n ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "é",
        "ë ",
        "😀",
        "👩‍👩‍👧‍👦",
        "欢迎您",
        "=?x?=",
        "𠮷野家",
        "x",
        "two  blanks",
        "=?UTF-8?Q?x?= 😀 =?UTF-8?Q?y?="
      })
  void isReadAsItWasWritten(String part) throws UnsupportedEncodingException {
    for (int times : new int[] {1, 2, 20, 33, 100, 300}) {
      String text = ("Welcome, " + part.repeat(times)).strip();
      String header = text(text);
      assertTrue(header.endsWith("\r\n"), header);
      assertTrue(header.lines().allMatch(line -> line.length() <= 76), header);
      assertTrue(header.lines().skip(1).allMatch(line -> line.matches(" \\S.*")), header);
      assertTrue(header.replace("\r\n", "").matches("[ -~]*"), header);
      String value = header.substring("Subject: ".length()).replace("\r\n", "");
      assertEquals(text, MimeUtility.decodeText(value));
      WORD.matcher(header).results().forEach(word -> assertWholeCharacters(word.group()));
    }
  }

  private static void assertWholeCharacters(String word) {
    assertTrue(word.length() <= 75, word);
    try {
      assertTrue(!MimeUtility.decodeWord(word).contains("\ufffd"), word);
    } catch (jakarta.mail.internet.ParseException | UnsupportedEncodingException e) {
      throw new AssertionError(word, e);
    }
  }

  @ParameterizedTest
  @CsvSource({"'a\r\nBcc: x@y', a Bcc: x@y", "'a\u2028b', a b", "'\ta\u0085\0b\n', a b"})
  void makesOneLineOfMany(String text, String line) {
    assertEquals("Subject: " + line + "\r\n", text(text));
  }

  @Test
  void foldsWordsThatAreLongerThanALineByEncodingThem() {
    assertTrue(text("x".repeat(2000)).lines().allMatch(line -> line.length() <= 76));
  }

  @Test
  void foldsAtABlankAndNeverBeforeTheValue() {
    String address = "l".repeat(64) + "@" + "d".repeat(60);
    assertEquals("To: " + address + "\r\n", written(new HeaderLines().add("To", address)));
    assertEquals(
        "From: Us\r\n <" + address + ">\r\n",
        written(new HeaderLines().add("From", "Us <" + address + ">")));
  }

  private static String text(String subject) {
    return written(new HeaderLines().addText("Subject", subject));
  }

  private static String written(HeaderLines header) {
    return new String(header.toBytes(), US_ASCII);
  }
}
