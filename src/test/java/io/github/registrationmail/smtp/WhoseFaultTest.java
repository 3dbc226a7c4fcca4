package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each line is a reply as some mail server gives it; docs/mail-servers.md says which. */
class WhoseFaultTest {

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aServerThatClosesIsTheServersFaultAtEveryStage(Stage stage) {
    assertEquals(Fault.SERVER, fault(stage, "421 4.3.2 shutting down"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GREETING  | 554 5.7.1 no SMTP service here                      | SERVER",
        "GREETING  | 450 4.7.0 come back later                           | SERVER",
        "HELLO     | 550 5.7.1 helo rejected                             | SERVER",
        "TLS       | 454 4.7.0 TLS not available                         | SERVER",
        "HELLO     | 530 5.7.0 must issue a STARTTLS command first       | SERVER",
        "SIGN_IN   | 535 5.7.8 authentication failed                     | OURS",
        "SIGN_IN   | 534 5.7.9 a password of its own is needed           | OURS",
        "SIGN_IN   | 538 5.7.11 encryption required                      | OURS",
        "SIGN_IN   | 530 5.7.0 authentication required                   | OURS",
        "SIGN_IN   | 504 5.5.4 unrecognized authentication type          | OURS",
        "SIGN_IN   | 454 4.7.0 temporary authentication failure          | SERVER",
        "SIGN_IN   | 432 4.7.12 a password transition is needed          | SERVER",
        "SENDER    | 530 5.7.57 client not authenticated                 | OURS",
        "RECIPIENT | 530 5.7.1 authentication required                   | OURS",
        "TEXT      | 530 5.7.1 authentication required                   | OURS",
      })
  void whatIsSaidBeforeAnyMailIsNeverAMails(Stage stage, String reply, Fault fault) {
    assertEquals(fault, fault(stage, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "450 4.1.8 sender's domain not found            | SERVER",
        "452 4.3.1 insufficient system storage          | SERVER",
        "451 4.3.0 temporary failure                    | SERVER",
        "550 5.1.7 sender rejected                      | OURS",
        "553 5.1.8 sender's domain does not exist       | OURS",
        "550 5.7.1 not allowed to send as this sender   | OURS",
        "553 5.7.1 sender address not owned by user     | OURS",
        "501 5.5.4 syntax error in parameters           | OURS",
        "552 5.3.4 message too big                      | FOR_GOOD",
        "552 message size exceeds maximum               | FOR_GOOD",
        "555 parameters not recognized                  | FOR_GOOD",
      })
  void tellsWhatIsSaidOfTheSender(String reply, Fault fault) {
    assertEquals(fault, fault(Stage.SENDER, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "454 Throttling failure: Maximum sending rate exceeded.            | SERVER",
        "454 4.7.0 too many messages                                       | SERVER",
        "432 4.3.2 concurrent connections limit exceeded                   | SERVER",
        "450 4.3.2 system not accepting mail now                           | SERVER",
        "452 4.5.3 too many recipients                                     | SERVER",
        "452 4.5.3 come back                                               | SERVER",
        "450 4.7.1 Error: too much mail from 192.0.2.1                     | SERVER",
        "451 4.7.0 our system has detected an unusual rate of mail         | SERVER",
        "450 4.2.1 the user is receiving mail at a rate that prevents more | SERVER",
        "451 4.7.1 greylisting in action                                   | GREYLISTED",
        "450 4.2.0 <a@b.example>: Recipient rejected: Greylisted           | GREYLISTED",
        "450 4.7.1 please try again in 300 seconds                         | GREYLISTED",
        "451 graylisted                                                    | GREYLISTED",
        "552 5.2.2 over quota                                              | MAIL",
        "452 4.2.2 the mailbox is over its storage limit                   | MAIL",
        "451 4.3.0 cannot say why                                          | AMBIGUOUS",
        "450 4.7.25 no reverse name of the client                          | AMBIGUOUS",
        "554 5.7.1 Relay access denied                                     | AMBIGUOUS",
        "550 5.7.1 rejected by policy                                      | AMBIGUOUS",
        "504 5.5.2 <us>: Helo command rejected: need fully-qualified name  | AMBIGUOUS",
        "554 5.4.6 routing loop                                            | AMBIGUOUS",
        "550 5.4.1 recipient address rejected: access denied               | AMBIGUOUS",
        "552 5.3.4 message too big                                         | FOR_GOOD",
      })
  void tellsWhatIsSaidOfRecipientOrText(String reply, Fault fault) {
    assertEquals(fault, fault(Stage.RECIPIENT, reply));
    assertEquals(fault, fault(Stage.TEXT, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 no such user                        | FOR_GOOD",
        "550 5.2.1 mailbox disabled                    | FOR_GOOD",
        "551 5.1.6 the user has moved                  | FOR_GOOD",
        "553 5.1.3 bad address syntax                  | FOR_GOOD",
        "501 5.1.3 bad recipient address syntax        | FOR_GOOD",
        "556 5.1.10 the domain takes no mail           | FOR_GOOD",
        "550 No such user here                         | FOR_GOOD",
        "553 mailbox name not allowed                  | FOR_GOOD",
        "550 relay not permitted                       | AMBIGUOUS",
        "550 blocked by a blocklist                    | AMBIGUOUS",
        "553 5.1.8 sender's domain does not exist      | OURS",
        "450 4.1.8 sender's domain cannot be found     | SERVER",
        "450 4.1.1 unverified address                  | MAIL",
        "450 4.2.0 mailbox busy                        | MAIL",
        "451 4.4.1 no answer from host                 | MAIL",
        "451 try again later                           | MAIL",
        "450 mailbox unavailable                       | MAIL",
      })
  void tellsWhatIsSaidOfARecipient(String reply, Fault fault) {
    assertEquals(fault, fault(Stage.RECIPIENT, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "554 5.6.0 content rejected          | FOR_GOOD",
        "550 5.6.1 media not supported       | FOR_GOOD",
        "554 transaction failed              | AMBIGUOUS",
        "550 5.7.1 looks like spam           | AMBIGUOUS",
        "451 temporary failure               | AMBIGUOUS",
      })
  void tellsWhatIsSaidOfAText(String reply, Fault fault) {
    assertEquals(fault, fault(Stage.TEXT, reply));
  }

  @Test
  void anAnswerOutOfOrderIsTheServersFault() {
    assertEquals(Fault.SERVER, fault(Stage.RECIPIENT, "354 go on"));
    assertEquals(Fault.SERVER, fault(Stage.DATA, "250 OK"));
  }

  /** FAILED is never the consequence of an outage, a limit or a mistake of ours. */
  @Test
  void noReplyThatIsNotAboutRecipientOrTextIsForGood() {
    for (int code = 400; code < 600; code++) {
      for (Stage stage : List.of(Stage.GREETING, Stage.HELLO, Stage.TLS, Stage.SIGN_IN)) {
        assertNotEquals(Fault.FOR_GOOD, fault(stage, code + " any"));
      }
      if (code < 500) {
        assertNotEquals(Fault.FOR_GOOD, fault(Stage.RECIPIENT, code + " 4.1.1 any"));
        assertNotEquals(Fault.FOR_GOOD, fault(Stage.TEXT, code + " 4.6.0 any"));
      }
      assertNotEquals(Fault.FOR_GOOD, fault(Stage.RECIPIENT, code + " 5.7.1 any"));
    }
  }

  @Test
  void silenceIsInDoubtOnlyOnceTheTextWasSent() {
    assertEquals(Fault.IN_DOUBT, WhoseFault.ofSilence(true));
    assertEquals(Fault.SERVER, WhoseFault.ofSilence(false));
  }

  private static Fault fault(Stage stage, String reply) {
    return WhoseFault.of(
        stage, new Reply(Integer.parseInt(reply.substring(0, 3)), List.of(reply.substring(4))));
  }
}
