package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "550 5.1.1 no such user | 550 5.1.1 no such user",
        "550-5.1.1 The email account ada@example.org does not exist 2x4-20020a05.gsmtp | 550-5.1.1 The email account (address) does not exist #",
        "550 5.1.1 <ada@example.org>: Recipient address rejected | 550 5.1.1 (address): Recipient address rejected",
        "550 5.1.1 (address) unknown | 550 5.1.1 (address) unknown",
        "450 4.7.1 \"Ada Lovelace\" try in 300 seconds from [192.0.2.7] | 450 4.7.1 (…) try in # seconds from (…)",
        "550 User 'ada' doesn't exist | 550 User (…) doesn't exist",
        "554 see https://mail.example.org/help?id=7 for help | 554 see (link) for help",
        "451 4.3.0 queue deadbeefdeadbeef full | 451 4.3.0 queue # full",
        "perhaps sent: no answer within 10 m | perhaps sent: no answer within # m",
        "452 | 452"
      })
  void leavesOutWhatIsOfOneMailOnly(String reply, String reason) {
    assertEquals(reason, FailureReason.of(reply));
  }

  @Test
  void isNoLongerThanItsColumnAndHalvesNoCharacter() {
    String reason = FailureReason.of("550 " + "😀".repeat(300));

    assertEquals(160, reason.codePointCount(0, reason.length()));
    assertTrue(reason.endsWith("😀"));
  }
}
