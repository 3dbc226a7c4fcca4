package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "noreply@example.org | noreply@example.org",
        "<noreply@example.org> | noreply@example.org",
        "Our Shop <noreply@example.org> | Our Shop <noreply@example.org>",
        "Shop, Inc. <noreply@example.org> | \"Shop, Inc.\" <noreply@example.org>",
        "\"Shop, Inc.\" <noreply@example.org> | \"Shop, Inc.\" <noreply@example.org>",
        "\"The \\\"Shop\\\"\" <noreply@example.org> | \"The \\\"Shop\\\"\" <noreply@example.org>",
        "欢迎 <noreply@example.org> | =?UTF-8?B?5qyi6L+O?= <noreply@example.org>",
        "\"欢迎\" <noreply@example.org> | =?UTF-8?B?5qyi6L+O?= <noreply@example.org>",
        "=?x?= <noreply@example.org> | =?UTF-8?B?PT94Pz0=?= <noreply@example.org>",
        "a,b@example.org | \"a,b\"@example.org",
        "postmaster | postmaster"
      })
  void isAHeaderThatIsReadAsTheSameAddress(String text, String header) {
    assertEquals(header, Mailbox.of(text).header());
  }
}
