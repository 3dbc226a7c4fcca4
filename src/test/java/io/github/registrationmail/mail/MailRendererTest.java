package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailRendererTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "noreply@example.org | noreply@example.org",
        "<noreply@example.org> | <noreply@example.org>",
        "Our Shop <noreply@example.org> | Our Shop <noreply@example.org>",
        "\"Shop, Inc.\" <noreply@example.org> | \"Shop, Inc.\" <noreply@example.org>",
        "欢迎 <noreply@example.org> | =?UTF-8?B?5qyi6L+O?= <noreply@example.org>",
        "\"欢迎\" <noreply@example.org> | =?UTF-8?B?5qyi6L+O?= <noreply@example.org>"
      })
  void encodesTheNameOfTheSenderOnly(String from, String header) {
    assertEquals(header, MailRenderer.sender(from));
  }
}
