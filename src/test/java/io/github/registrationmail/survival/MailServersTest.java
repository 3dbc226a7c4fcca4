package io.github.registrationmail.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.stack.provider.ByteByByte;
import io.github.registrationmail.stack.provider.ClosesIdle;
import io.github.registrationmail.stack.provider.ClosesInTheMiddle;
import io.github.registrationmail.stack.provider.Confused;
import io.github.registrationmail.stack.provider.ConnectionLimit;
import io.github.registrationmail.stack.provider.DataAnyway;
import io.github.registrationmail.stack.provider.FullMailbox;
import io.github.registrationmail.stack.provider.Greylisting;
import io.github.registrationmail.stack.provider.HeloRefused;
import io.github.registrationmail.stack.provider.LostAnswer;
import io.github.registrationmail.stack.provider.MailboxRate;
import io.github.registrationmail.stack.provider.MessagesPerConnection;
import io.github.registrationmail.stack.provider.NoChunking;
import io.github.registrationmail.stack.provider.NoPipelining;
import io.github.registrationmail.stack.provider.Nonsense;
import io.github.registrationmail.stack.provider.OnlyHelo;
import io.github.registrationmail.stack.provider.Rate;
import io.github.registrationmail.stack.provider.RelayingRefused;
import io.github.registrationmail.stack.provider.SenderRefused;
import io.github.registrationmail.stack.provider.SlowFinalDot;
import io.github.registrationmail.stack.provider.SlowReplies;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail servers that want no sign-in and no TLS, see docs/mail-servers.md. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@QuarkusTestResource(value = MailServerResource.class, restrictToAnnotatedClass = true)
class MailServersTest extends Survival {

  @Test
  void ordinaryServer() {
    sendTo();
    assertTrue(server.connections() <= 32, server.connections() + " connections");
  }

  @Test
  void connectionLimit() {
    sendTo(new ConnectionLimit(3));
  }

  @Test
  void sendingRate() {
    sendTo(Rate.ofTexts(14, Duration.ofMillis(125)));
  }

  @Test
  void messageRate() {
    sendTo(Rate.ofMails(30, Duration.ofMillis(500)));
  }

  @Test
  void wordlessRate() {
    sendTo(Rate.ofRecipients(30, Duration.ofMillis(500)));
  }

  @Test
  void greylisting() {
    sendTo(new Greylisting(Duration.ofMillis(750)));
  }

  /** The others do not wait for the one. */
  @Test
  void mailboxRate() {
    var mails = new Mails(sql, server);
    server.become(new MailboxRate(mails.address("m", 0), 0, HOUR));
    mails.register(MAILS, "m");
    await().until(() -> mails.taken() == MAILS - 1);
    server.become();
    assertAllArriveOnce(mails);
  }

  @Test
  void relayingRefused() {
    sendTo(after(20, "RCPT"), new RelayingRefused());
  }

  @Test
  void senderRefused() {
    sendTo(after(2, "MAIL"), new SenderRefused());
  }

  @Test
  void heloRefused() {
    sendTo(after(20, "RCPT"), new HeloRefused());
  }

  /** Longer than a connection may keep its place: 40 s, where that is 30 s. */
  @Test
  void slowFinalDot() {
    sendTo(new SlowFinalDot(Duration.ofMillis(650)));
  }

  /** 20 s, where a connection may keep its place for 30 s. */
  @Test
  void slowReplies() {
    sendTo(new SlowReplies(Duration.ofMillis(350)));
  }

  /** Nobody can know that these were accepted: their second try has the same Message-ID. */
  @Test
  void lostAnswer() {
    server.become(new LostAnswer(5));
    var mails = new Mails(sql, server);
    mails.register(MAILS, "m");
    assertAllArrive(mails, 5);
    var seen = new HashSet<String>();
    server.mails().forEach(mail -> seen.add(mail.messageId()));
    assertEquals(MAILS, seen.size());
  }

  @Test
  void closesInTheMiddle() {
    sendTo(new ClosesInTheMiddle(7));
  }

  @Test
  void closesIdleWithAWord() {
    sendInPortions(new ClosesIdle(Duration.ofMillis(150), true));
  }

  @Test
  void closesIdleSilently() {
    sendInPortions(new ClosesIdle(Duration.ofMillis(150), false));
  }

  private void sendInPortions(ClosesIdle personality) {
    server.become(personality);
    var mails = new Mails(sql, server);
    for (int portion = 0; portion < 4; portion++) {
      mails.register(MAILS / 4, "m");
      awaitSent(mails);
      await().until(() -> server.connectionsOpen() == 0);
    }
    assertAllArriveOnce(mails);
  }

  @Test
  void messagesPerConnectionWithAWord() {
    sendTo(new MessagesPerConnection(10, true));
  }

  @Test
  void messagesPerConnectionSilently() {
    sendTo(new MessagesPerConnection(10, false));
  }

  /** It ends a few connections after five mails, and never again. */
  @Test
  void messagesPerConnectionForAWhile() {
    sendTo(afterConnections(15), new MessagesPerConnection(5, true));
    sendTo();
    server.clear();
    sendTo();
    assertTrue(server.connections() <= 20, server.connections() + " connections");
  }

  @Test
  void fullMailboxForGood() {
    sendWithFull(new FullMailbox(true, 2));
  }

  @Test
  void fullMailboxForNow() {
    sendWithFull(new FullMailbox(false, 2));
  }

  private void sendWithFull(FullMailbox personality) {
    server.become(personality);
    var mails = new Mails(sql, server);
    mails.register(20, "full");
    mails.register(MAILS - 20, "m");
    assertAllArriveOnce(mails);
    assertEquals(40, mails.failures());
  }

  @Test
  void noPipelining() {
    sendTo(new NoPipelining());
  }

  @Test
  void noChunking() {
    sendTo(new NoChunking());
  }

  @Test
  void dataAnyway() {
    sendTo(new DataAnyway(5));
  }

  @Test
  void onlyHelo() {
    sendTo(new OnlyHelo());
  }

  @Test
  void byteByByte() {
    sendTo(new ByteByByte(Duration.ofNanos(200_000)));
  }

  @Test
  void notSmtp() {
    sendAfterNewConnectionsTo(Nonsense.notSmtp());
  }

  @Test
  void lineWithoutEnd() {
    sendAfterNewConnectionsTo(Nonsense.lineWithoutEnd("EHLO"));
  }

  @Test
  void replyWithoutEnd() {
    sendAfterNewConnectionsTo(Nonsense.replyWithoutEnd("EHLO"));
  }

  @Test
  void bannerWithoutEnd() {
    sendAfterNewConnectionsTo(Nonsense.bannerWithoutEnd());
  }

  @Test
  void hugeReply() {
    sendAfterNewConnectionsTo(Nonsense.hugeReply("EHLO"));
  }

  @Test
  void silentGreeting() {
    sendAfterNewConnectionsTo(Nonsense.silence(Nonsense.GREETING));
  }

  private void sendAfterNewConnectionsTo(Nonsense nonsense) {
    server.stop();
    server.start();
    sendTo(afterConnections(3), nonsense);
  }

  @Test
  void wrongCodeToMail() {
    sendTo(after(4, "MAIL"), Nonsense.wrongCode("MAIL", "354 go on"));
  }

  @Test
  void wrongCodeAfterTheText() {
    sendTo(after(4, "MAIL"), Nonsense.wrongCode(Nonsense.DOT, "334 "));
  }

  /** Another seed each time. */
  @Test
  void confused() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    sendTo(new Confused(seed, 30));
  }

  @Test
  void away() {
    server.stop();
    var mails = new Mails(sql, server);
    mails.register(MAILS, "m");
    await().until(() -> mails.in("PENDING") == 0);
    server.start();
    assertAllArriveOnce(mails);
    assertEquals(0, mails.failures());
  }
}
