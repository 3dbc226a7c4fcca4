package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final String RELAY = "RECIPIENT 554 5.7.1";

  private final Evidence evidence = new Evidence();

  @Test
  void theThirdTimeIsTheMailsWhenOthersWereAcceptedBetween() {
    assertFalse(evidence.isThisMails("a"));
    evidence.accepted("b");
    assertFalse(evidence.isThisMails("a"));
    evidence.accepted("c");
    assertTrue(evidence.isThisMails("a"));
    assertFalse(evidence.isThisMails("a"));
  }

  @Test
  void anOutageIsNobodys() {
    evidence.accepted("b");
    for (int i = 0; i < 100; i++) {
      assertFalse(evidence.isThisMails("a"));
    }
  }

  @Test
  void aMailThatIsAcceptedHasNoPast() {
    assertFalse(evidence.isThisMails("a"));
    evidence.accepted("b");
    assertFalse(evidence.isThisMails("a"));
    evidence.accepted("a");
    assertFalse(evidence.isThisMails("a"));
    evidence.accepted("b");
    assertFalse(evidence.isThisMails("a"));
  }

  @Test
  void fiveRecipientsInARowAreEverybody() {
    for (int i = 0; i < 4; i++) {
      assertFalse(evidence.isEverybodys("r" + i, RELAY));
    }
    assertTrue(evidence.isEverybodys("r4", RELAY));
    assertTrue(evidence.isEverybodys("r0", RELAY));
    evidence.accepted("x");
    assertFalse(evidence.isEverybodys("r0", RELAY));
  }

  @Test
  void oneRecipientAloneIsNeverEverybody() {
    for (int i = 0; i < 20; i++) {
      assertFalse(evidence.isEverybodys("a", RELAY));
    }
  }

  @Test
  void anotherReplyOrAnAcceptedMailBeginsANewRow() {
    for (int i = 0; i < 4; i++) {
      assertFalse(evidence.isEverybodys("r" + i, RELAY));
    }
    assertFalse(evidence.isEverybodys("r4", "TEXT 554 5.7.1"));
    for (int i = 0; i < 4; i++) {
      assertFalse(evidence.isEverybodys("r" + i, RELAY));
    }
    evidence.accepted("x");
    assertFalse(evidence.isEverybodys("r4", RELAY));
  }

  @Test
  void remembersABoundedNumberOfRecipients() {
    assertFalse(evidence.isThisMails("first"));
    evidence.accepted("x");
    assertFalse(evidence.isThisMails("first"));
    evidence.accepted("x");
    for (int i = 0; i < 10_000; i++) {
      assertFalse(evidence.isThisMails("r" + i));
    }
    assertFalse(evidence.isThisMails("first"));
  }
}
