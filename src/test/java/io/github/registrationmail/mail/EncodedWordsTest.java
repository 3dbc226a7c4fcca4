package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {

  @Test
  void leavesPlainAsciiAlone() {
    assertEquals("Welcome, Ada = ?", EncodedWords.of("Welcome, Ada = ?"));
  }

  @Test
  void encodesWhatPosesAsAnEncodedWord() {
    assertEquals("=?UTF-8?B?PT91dGYtOD9CP1lXSmo/PQ==?=", EncodedWords.of("=?utf-8?B?YWJj?="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "😀", "欢迎您", "=?x?=", "a\nb", "=?UTF-8?Q?x?= 😀 =?UTF-8?Q?y?="})
  void isReadAsItWasWritten(String part) throws UnsupportedEncodingException {
    for (String text : new String[] {part, part.repeat(20), "Welcome, " + part.repeat(33)}) {
      String encoded = EncodedWords.of(text);
      assertEquals(text, MimeUtility.decodeText(encoded));
      assertTrue(encoded.lines().allMatch(line -> line.length() <= 76), encoded);
      assertTrue(encoded.replace("\r\n ", "").matches("[ -~]*"), encoded);
    }
  }
}
