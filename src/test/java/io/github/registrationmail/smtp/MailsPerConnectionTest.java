package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MailsPerConnectionTest {

  private final MailsPerConnection mails = new MailsPerConnection(100);

  @Test
  void areAsManyAsConfigured() {
    assertFalse(mails.isReached(99));
    assertTrue(mails.isReached(100));
  }

  @Test
  void areFewerOnceTheServerHasTwiceEndedAfterTheSameNumber() {
    mails.ended(20);
    assertFalse(mails.isReached(20));
    mails.ended(20);
    assertTrue(mails.isReached(20));
    assertFalse(mails.isReached(19));
  }

  @Test
  void areAsManyAsBeforeIfTheServerEndsAfterAnyNumber() {
    for (int number : new int[] {20, 7, 20, 7, 9}) {
      mails.ended(number);
    }
    assertFalse(mails.isReached(99));
  }

  @Test
  void areNeverMoreThanConfigured() {
    mails.ended(150);
    mails.ended(150);
    assertTrue(mails.isReached(100));
  }
}
