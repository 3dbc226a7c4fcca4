package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TriedTest {

  @Test
  void leavesTheConnectionUsableAfterAYes() {
    Tried tried = Tried.accepted(reply(250, "2.0.0 Ok"));
    assertEquals(
        new Tried(Fault.NONE, Stage.TEXT, "250 2.0.0", "250 2.0.0 Ok", true, false), tried);
  }

  @Test
  void leavesTheConnectionUsableAfterANoThatIsOne() {
    assertTrue(Tried.refused(Stage.RECIPIENT, reply(550, "5.1.1 who?"), true).isUsable());
    assertTrue(Tried.refused(Stage.RECIPIENT, reply(400, "no"), true).isUsable());
    assertFalse(Tried.refused(Stage.RECIPIENT, reply(550, "5.1.1 who?"), false).isUsable());
    assertFalse(Tried.refused(Stage.RECIPIENT, reply(354, "go on"), true).isUsable());
    assertEquals(
        "550 5.1.1 who?", Tried.refused(Stage.TEXT, reply(550, "5.1.1 who?"), true).text());
  }

  /** Then nothing was said about this mail, which is the next one on another connection. */
  @ParameterizedTest
  @CsvSource({
    "RESET, 421, true",
    "SENDER, 421, true",
    "RECIPIENT, 421, false",
    "TEXT, 421, false",
    "SENDER, 450, false",
    "RESET, 500, false"
  })
  void isAFarewellBeforeTheMailOnly(Stage stage, int code, boolean isFarewell) {
    assertEquals(isFarewell, Tried.refused(stage, reply(code, "bye"), false).isFarewell());
  }

  @ParameterizedTest
  @EnumSource(NoReply.Cause.class)
  void isAFarewellWhenTheConnectionIsLostBeforeTheMail(NoReply.Cause cause) {
    NoReply none = new NoReply(cause, "nothing");
    boolean isLost = cause == NoReply.Cause.LOST;
    assertEquals(isLost, Tried.unanswered(Stage.SENDER, none, false).isFarewell());
    assertEquals(isLost, Tried.unanswered(Stage.RESET, none, false).isFarewell());
    assertFalse(Tried.unanswered(Stage.RECIPIENT, none, false).isFarewell());
    assertFalse(Tried.unanswered(Stage.SENDER, none, false).isUsable());
  }

  @Test
  void isInDoubtAfterAnErrorOfOurOwnOnlyIfTheTextWasSaid() {
    RuntimeException error = new IllegalStateException("thrown by the test");
    String said = "an error of our own: java.lang.IllegalStateException: thrown by the test";
    assertEquals(
        new Tried(Fault.AMBIGUOUS, Stage.TEXT, "", said, false, false), Tried.broken(error, false));
    assertEquals(
        new Tried(Fault.IN_DOUBT, Stage.TEXT, "", said, false, false), Tried.broken(error, true));
  }

  @Test
  void hasTheSignatureOfStageAndCodes() {
    Tried relay = Tried.refused(Stage.RECIPIENT, reply(554, "5.7.1 relay"), true);
    assertEquals("RECIPIENT 554 5.7.1", relay.signature());
    assertNotEquals(
        relay.signature(), Tried.refused(Stage.TEXT, reply(554, "5.7.1 relay"), true).signature());
  }

  @Test
  void aReplyIsPositiveTransientOrPermanent() {
    assertTrue(reply(250, "").isPositive() && reply(299, "").isPositive());
    assertFalse(reply(354, "").isPositive() || reply(199, "").isPositive());
    assertTrue(reply(450, "").isTransient() && reply(550, "").isPermanent());
    assertFalse(reply(550, "").isTransient() || reply(450, "").isPermanent());
  }

  private static Reply reply(int code, String text) {
    return new Reply(code, List.of(text));
  }
}
