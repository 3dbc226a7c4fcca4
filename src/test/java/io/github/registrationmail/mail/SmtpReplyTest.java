package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.SmtpOutcome.Refused;
import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.quarkus.qute.TemplateException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpReplyTest {

  @ParameterizedTest
  @CsvSource({
    "recipient address not accepted, 550, true",
    "recipient address not accepted, 450, false",
    "sending data failed, 554, true",
    "sending data failed, 451, false",
    "sender address not accepted, 550, false",
    "AUTH PLAIN failed, 535, false",
    "got error response 554, 554, false"
  })
  void takesOnlyARefusalOfRecipientOrContentForFinal(String stage, int code, boolean isFinal) {
    var refused = refusal(stage, code, code + " no");
    assertEquals(isFinal, refused.permanent());
    assertEquals(code + " no", refused.reply());
  }

  @Test
  void keepsEveryLineOfTheReply() {
    assertEquals(
        "550-one 550 two", refusal("sending data failed", 550, "550-one", "550 two").reply());
  }

  @Test
  void hasTheCodeWhereThereIsNoText() {
    assertTrue(refusal("closing", 421).reply().startsWith("421 closing"));
  }

  @Test
  void takesWhatIsNoReplyForUnreachable() {
    assertEquals(new Unreachable("refused"), SmtpReply.of(new ConnectException("refused")));
    var silent = assertInstanceOf(Unreachable.class, SmtpReply.of(new ConnectException()));
    assertEquals("java.net.ConnectException", silent.reason());
  }

  @Test
  void takesAMailThatCannotBeRenderedForRefusedButNotForGood() {
    var refused =
        assertInstanceOf(Refused.class, SmtpReply.of(new TemplateException("no such name")));
    assertFalse(refused.permanent());
    assertTrue(refused.reply().contains("no such name"), refused.reply());
  }

  @Test
  void fitsIntoItsColumn() {
    assertEquals(500, refusal("closing", 421, "421 " + "x".repeat(600)).reply().length());
  }

  @Test
  void isOneLineWithoutControlCharacters() {
    assertEquals(
        "421 a b [31m c", refusal("closing", 421, "421 a\r\nb\u0000\u001b[31m\tc").reply());
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 <ada@example.org>: no such user, 550 5.1.1 <(address)>: no such user",
    "550 ada@example.org unknown; ask postmaster@x, 550 (address) unknown; ask (address)",
    "450 mailbox busy, 450 mailbox busy"
  })
  void namesNoAddressInTheLog(String reason, String logged) {
    assertEquals(logged, SmtpReply.withoutAddresses(reason));
  }

  private static Refused refusal(String stage, int code, String... lines) {
    return assertInstanceOf(
        Refused.class, SmtpReply.of(new SMTPException(stage, code, List.of(lines), true)));
  }
}
