package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
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

  @Test
  void areTriedAgainOnEveryTwentiethConnection() {
    endTwiceAfter(20);
    assertEquals(3, IntStream.range(0, 60).filter(i -> !mails.isReached(20)).count());
  }

  @Test
  void areAsManyAsConfiguredOnceTheServerTakesAnother() {
    endTwiceAfter(20);
    assertFalse(mails.isReached(21));
    assertFalse(mails.isReached(99));
    assertTrue(mails.isReached(100));
    mails.ended(20);
    assertFalse(mails.isReached(20));
  }

  @Test
  void stayFewerIfTheServerEndsTheConnectionThatIsTried() {
    endTwiceAfter(20);
    assertTrue(mails.isExpected(20));
    assertFalse(mails.isExpected(19));
    mails.ended(20);
    assertTrue(mails.isReached(20));
  }

  @Test
  void areTriedNowhereIfNoneWasEnded() {
    assertFalse(mails.isExpected(100));
    assertEquals(60, IntStream.range(0, 60).filter(i -> mails.isReached(100)).count());
  }

  private void endTwiceAfter(int number) {
    mails.ended(number);
    mails.ended(number);
  }
}
