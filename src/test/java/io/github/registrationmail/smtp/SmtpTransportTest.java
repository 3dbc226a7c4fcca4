package io.github.registrationmail.smtp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.smtp.Outcome.Accepted;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Greylisted;
import io.github.registrationmail.smtp.Outcome.InDoubt;
import io.github.registrationmail.smtp.Outcome.NotBegun;
import io.github.registrationmail.smtp.Outcome.Rejected;
import io.github.registrationmail.stack.provider.Account;
import io.github.registrationmail.stack.provider.ClosesIdle;
import io.github.registrationmail.stack.provider.ClosesInTheMiddle;
import io.github.registrationmail.stack.provider.ConnectionLimit;
import io.github.registrationmail.stack.provider.DataAnyway;
import io.github.registrationmail.stack.provider.Greylisting;
import io.github.registrationmail.stack.provider.LostAnswer;
import io.github.registrationmail.stack.provider.NoChunking;
import io.github.registrationmail.stack.provider.NoPipelining;
import io.github.registrationmail.stack.provider.NoTlsToday;
import io.github.registrationmail.stack.provider.Nonsense;
import io.github.registrationmail.stack.provider.OnlyHelo;
import io.github.registrationmail.stack.provider.Rate;
import io.github.registrationmail.stack.provider.RelayingRefused;
import io.github.registrationmail.stack.provider.SlowFinalDot;
import io.github.registrationmail.stack.provider.WordsBeforeTls;
import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Keys;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.Personality;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real mail server on this machine that behaves as each test wants. */
class SmtpTransportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Refuses a recipient as its local part says: {@code r550-...}. */
  private static final Personality REFUSES =
      new Personality() {
        @Override
        public Answer rcpt(io.github.registrationmail.stack.smtp.Session session, String address) {
          return address.matches("r[45]\\d\\d-.*")
              ? Answer.say(address.substring(1, 4) + " refused <" + address + ">")
              : Answer.usual();
        }
      };

  static List<List<Personality>> waysOfTalking() {
    return List.of(
        List.of(),
        List.of(new NoChunking()),
        List.of(new NoPipelining()),
        List.of(new NoChunking(), new NoPipelining()),
        List.of(new OnlyHelo()));
  }

  @ParameterizedTest
  @MethodSource("waysOfTalking")
  void deliversEachMailOnceAndWhole(List<Personality> personalities) throws Exception {
    try (MailServer server = plain(personalities).start();
        Sending sending = Sending.to(server)) {
      List<Outcome> outcomes = sending.sendAll(50, PATIENCE);
      assertEquals(50, server.mails().size());
      assertEquals(recipients(50), recipients(server));
      server.mails().forEach(mail -> assertArrayEquals(content(mail), mail.content()));
      Set<String> said = new HashSet<>();
      outcomes.forEach(outcome -> said.add(((Accepted) outcome).reply()));
      assertEquals(50, said.size());
      server
          .mails()
          .forEach(mail -> assertTrue(said.stream().anyMatch(s -> s.contains(mail.queueId()))));
    }
  }

  @ParameterizedTest
  @MethodSource("waysOfTalking")
  void goesOnAfterARefusalOnTheSameConnection(List<Personality> personalities) throws Exception {
    List<Personality> all = new ArrayList<>(personalities);
    all.add(REFUSES);
    try (MailServer server = plain(all).start();
        Sending sending = Sending.to(server, Map.of("mail.concurrency", "1"))) {
      for (int i = 0; i < 10; i++) {
        assertInstanceOf(Rejected.class, outcome(sending.send("r550-" + i + "@example.org")));
        assertInstanceOf(Deferred.class, outcome(sending.send("r451-" + i + "@example.org")));
        assertInstanceOf(Accepted.class, outcome(sending.send("r" + i + "@example.org")));
      }
      assertEquals(1, server.connections());
      assertEquals(recipients(10), recipients(server));
    }
  }

  @Test
  void announcesTheSizeOfWhatItSends() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server)) {
      outcome(sending.send("a@example.org"));
      assertEquals(
          Sending.mail("a@example.org").content().length,
          server.mails().get(0).announcedSize().orElseThrow());
    }
  }

  @Test
  void introducesItselfWithTheSendersDomain() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Personality listening =
        new Personality() {
          @Override
          public Answer command(
              io.github.registrationmail.stack.smtp.Session session, String line) {
            lines.add(line);
            return Answer.usual();
          }
        };
    try (MailServer server = MailServer.plain(listening).start();
        Sending sending = Sending.to(server)) {
      outcome(sending.send("a@example.org"));
      assertEquals("EHLO sender.example", lines.get(0));
    }
  }

  @Test
  void asksForNoMoreThanTheServerLikes() throws Exception {
    try (MailServer server = MailServer.plain(new ConnectionLimit(3)).start();
        Sending sending = Sending.to(server)) {
      assertAllAccepted(sending.sendAll(200, PATIENCE));
      assertEquals(200, server.mails().size());
    }
  }

  @Test
  void sendsSlowerUnderALimitAndCountsNothing() throws Exception {
    try (MailServer server = MailServer.plain(Rate.ofTexts(14, Duration.ofMillis(100))).start();
        Sending sending = Sending.to(server)) {
      List<Outcome> outcomes = sending.sendAll(200, PATIENCE);
      long counted = outcomes.stream().filter(outcome -> !(outcome instanceof Accepted)).count();
      assertTrue(counted <= 10, counted + " of 200 were counted");
      assertEquals(200 - counted, server.mails().size());
    }
  }

  @Test
  void countsEveryFailureIfToldTo() throws Exception {
    try (MailServer server = MailServer.plain(new RelayingRefused()).start();
        Sending sending = Sending.to(server, Map.of("retry.counts", "every-failure"))) {
      sending.sendAll(20, PATIENCE).forEach(one -> assertInstanceOf(Deferred.class, one));
      server.stop();
      assertInstanceOf(Deferred.class, outcome(sending.send("a@example.org")));
    }
  }

  @Test
  void aServerThatIsNotThereCountsForNobodyAndIsFoundBack() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server)) {
      server.stop();
      CompletableFuture<Outcome> waiting = sending.send("a@example.org");
      await().until(() -> sending.transport().status().isPaused());
      assertFalse(waiting.isDone());
      server.start();
      assertInstanceOf(Accepted.class, outcome(waiting));
      assertFalse(sending.transport().status().isPaused());
    }
  }

  /** A place that is not given back is one connection less for ever. */
  @Test
  void aConnectionThatCannotEvenBeTriedHoldsNoPlace() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server, Map.of("retry.counts", "every-failure"))) {
      sending.stopConnecting();
      for (int i = 0; i < 10; i++) {
        assertInstanceOf(Deferred.class, outcome(sending.send("a@example.org")));
      }
    }
  }

  @Test
  void triesAWrongPasswordOnceUntilAPersonHasHadTime() throws Exception {
    Account account = new Account("us", "new");
    try (MailServer server = MailServer.plain(account).start();
        Sending sending =
            Sending.to(
                server,
                Map.of(
                    "smtp.username", "us",
                    "smtp.password", "old",
                    "smtp.starttls", "DISABLED",
                    "smtp.pause.for-person", "1500ms"))) {
      List<CompletableFuture<Outcome>> waiting =
          List.of(sending.send("a@example.org"), sending.send("b@example.org"));
      await().until(() -> sending.transport().status().needsPerson());
      assertTrue(sending.transport().status().sentence().contains("535 5.7.8"));
      assertEquals(1, server.signIns());
      await().pollDelay(Duration.ofMillis(700)).until(() -> server.signIns() == 1);
      account.change("old");
      for (CompletableFuture<Outcome> one : waiting) {
        assertInstanceOf(Accepted.class, outcome(one));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH PLAIN", "AUTH LOGIN", "AUTH CRAM-MD5", "AUTH=LOGIN PLAIN"})
  void signsInWithWhatTheServerKnows(String mechanisms) throws Exception {
    try (MailServer server = MailServer.plain(new Account("us", "päss", mechanisms)).start();
        Sending sending =
            Sending.to(
                server,
                Map.of(
                    "smtp.username", "us",
                    "smtp.password", "päss",
                    "smtp.starttls", "DISABLED"))) {
      assertAllAccepted(sending.sendAll(20, PATIENCE));
    }
  }

  @Test
  void readsTheTokenAnewForEachSignIn(@TempDir Path directory) throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "first\n");
    Account account = new Account("us", "first", "AUTH XOAUTH2");
    try (MailServer server = MailServer.plain(account).start();
        Sending sending =
            Sending.to(
                server,
                Map.of(
                    "smtp.username", "us",
                    "smtp.oauth-token-file", token.toString(),
                    "smtp.starttls", "DISABLED",
                    "smtp.mails-per-connection", "1"))) {
      assertInstanceOf(Accepted.class, outcome(sending.send("a@example.org")));
      account.change("second");
      CompletableFuture<Outcome> waiting = sending.send("b@example.org");
      await().until(() -> sending.transport().status().needsPerson());
      Files.writeString(token, "second");
      assertInstanceOf(Accepted.class, outcome(waiting));
    }
  }

  @Test
  void neverSaysAPasswordInClear() throws Exception {
    try (MailServer server = MailServer.plain(new Account("us", "secret")).start();
        Sending sending =
            Sending.to(server, Map.of("smtp.username", "us", "smtp.password", "secret"))) {
      CompletableFuture<Outcome> waiting = sending.send("a@example.org");
      await().until(() -> sending.transport().status().isPaused());
      assertTrue(sending.transport().status().sentence().contains("TLS is required"));
      assertEquals(0, server.signIns());
      assertFalse(waiting.isDone());
    }
  }

  @Test
  void speaksTlsBeforeAndInTheDialogue(@TempDir Path directory) throws Exception {
    Keys keys = Keys.make(directory);
    try (MailServer server = MailServer.offeringStartTls(keys, new Account("us", "pw")).start();
        Sending sending =
            Sending.trusting(keys, server, Map.of("smtp.username", "us", "smtp.password", "pw"))) {
      assertAllAccepted(sending.sendAll(20, PATIENCE));
    }
    try (MailServer server = MailServer.encryptedFromTheStart(keys).start();
        Sending sending = Sending.trusting(keys, server, Map.of("smtp.tls", "true"))) {
      assertAllAccepted(sending.sendAll(20, PATIENCE));
    }
  }

  @Test
  void trustsNoStrangersCertificateAndNoOtherName(@TempDir Path directory) throws Exception {
    Keys keys = Keys.make(directory);
    try (MailServer server = MailServer.offeringStartTls(keys).start();
        Sending sending = Sending.to(server)) {
      assertPauses(sending);
      assertTrue(server.mails().isEmpty());
    }
    Keys others = Keys.make(directory, "dns:elsewhere.example");
    try (MailServer server = MailServer.offeringStartTls(others).start();
        Sending sending = Sending.trusting(others, server, Map.of())) {
      assertPauses(sending);
      assertTrue(server.mails().isEmpty());
    }
  }

  @Test
  void goesOnWithoutTlsWhereThatIsOptionalAndRefused(@TempDir Path directory) throws Exception {
    Keys keys = Keys.make(directory);
    try (MailServer server = MailServer.offeringStartTls(keys, new NoTlsToday()).start();
        Sending sending = Sending.trusting(keys, server, Map.of())) {
      assertInstanceOf(Accepted.class, outcome(sending.send("a@example.org")));
    }
    try (MailServer server = MailServer.offeringStartTls(keys, new NoTlsToday()).start();
        Sending sending = Sending.trusting(keys, server, Map.of("smtp.starttls", "REQUIRED"))) {
      assertPauses(sending);
    }
  }

  @Test
  void believesNothingThatWasSaidBeforeTls(@TempDir Path directory) throws Exception {
    Keys keys = Keys.make(directory);
    for (Personality hostile : List.of(WordsBeforeTls.injected(), WordsBeforeTls.garbage())) {
      try (MailServer server = MailServer.offeringStartTls(keys, hostile).start();
          Sending sending = Sending.trusting(keys, server, Map.of())) {
        assertPauses(sending);
        assertTrue(server.mails().isEmpty());
      }
    }
  }

  static List<Nonsense> nonsense() {
    return List.of(
        Nonsense.notSmtp(),
        Nonsense.bannerWithoutEnd(),
        Nonsense.lineWithoutEnd(Nonsense.GREETING),
        Nonsense.replyWithoutEnd("EHLO"),
        Nonsense.lineWithoutEnd("EHLO"),
        Nonsense.hugeReply("EHLO"),
        Nonsense.replyWithoutEnd("MAIL"),
        Nonsense.lineWithoutEnd("RCPT"),
        Nonsense.wrongCode("MAIL", "354 go on"),
        Nonsense.wrongCode("RCPT", "354 go on"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void survivesWhatIsNoSmtpAndSendsWhenItIsOver(Nonsense nonsense) throws Exception {
    try (MailServer server = MailServer.plain(nonsense).start();
        Sending sending =
            Sending.to(server, Map.of("smtp.patience", "200ms", "smtp.limit.command", "500ms"))) {
      CompletableFuture<Outcome> waiting = sending.send("a@example.org");
      await().until(() -> sending.transport().status().isPaused() || waiting.isDone());
      server.become();
      Outcome outcome = outcome(waiting);
      assertTrue(outcome instanceof Accepted || outcome instanceof InDoubt, outcome.toString());
      assertTrue(server.mails("a@example.org").size() <= 1);
    }
  }

  @Test
  void endsAnEmptyTextWhereTheServerWantsOneWithoutARecipient() throws Exception {
    try (MailServer server = MailServer.plain(new DataAnyway(2)).start();
        Sending sending = Sending.to(server, Map.of("mail.concurrency", "1"))) {
      for (int i = 0; i < 10; i++) {
        outcome(sending.send("r" + i + "@example.org"));
      }
      assertEquals(1, server.connections());
      assertEquals(5, server.mails().size());
      server.mails().forEach(mail -> assertArrayEquals(content(mail), mail.content()));
    }
  }

  @Test
  void anotherConnectionIsUsedWhereTheServerClosedTheIdleOne() throws Exception {
    try (MailServer server =
            MailServer.plain(new ClosesIdle(Duration.ofMillis(1500), true)).start();
        Sending sending = Sending.to(server)) {
      assertInstanceOf(Accepted.class, outcome(sending.send("a@example.org")));
      await().until(() -> server.connectionsOpen() == 0);
      assertInstanceOf(Accepted.class, outcome(sending.send("b@example.org")));
      assertEquals(SendingStatus.State.SENDING, sending.transport().status().state());
    }
  }

  @Test
  void keepsNoConnectionForNothing() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server, Map.of("smtp.idle", "200ms"))) {
      assertAllAccepted(sending.sendAll(20, PATIENCE));
      await().until(() -> server.connectionsOpen() == 0);
      assertEquals(server.connections(), server.commands("QUIT"));
    }
  }

  @Test
  void closesAConnectionAfterSoManyMails() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending =
            Sending.to(
                server, Map.of("mail.concurrency", "1", "smtp.mails-per-connection", "10"))) {
      assertAllAccepted(sending.sendAll(50, PATIENCE));
      assertEquals(5, server.connections());
    }
  }

  @Test
  void aServerThatClosesInTheMiddleGetsEachMailOnce() throws Exception {
    try (MailServer server = MailServer.plain(new ClosesInTheMiddle(5)).start();
        Sending sending = Sending.to(server)) {
      assertAllAccepted(sending.sendAll(60, PATIENCE));
      assertEquals(recipients(60), recipients(server));
      assertEquals(60, server.mails().size());
    }
  }

  @Test
  void saysPerhapsSentWhereTheAnswerIsLost() throws Exception {
    try (MailServer server = MailServer.plain(new LostAnswer(1)).start();
        Sending sending = Sending.to(server)) {
      InDoubt outcome = (InDoubt) outcome(sending.send("a@example.org"));
      assertFalse(outcome.counts());
      assertInstanceOf(Accepted.class, outcome(sending.send("a@example.org")));
      assertEquals(2, server.mails("a@example.org").size());
      assertEquals(server.mails().get(0).messageId(), server.mails().get(1).messageId());
    }
  }

  /** One that hangs gives its place away, and is answered all the same. */
  @Test
  void waitsForALateAnswerWithoutHoldingUpTheOthers() throws Exception {
    Personality late =
        new Personality() {
          @Override
          public Answer text(io.github.registrationmail.stack.smtp.Session session) {
            return session.recipients().contains("late@example.org")
                ? Answer.say("250 2.0.0 late").butKeep().after(Duration.ofSeconds(2))
                : Answer.usual();
          }
        };
    try (MailServer server = MailServer.plain(late).start();
        Sending sending =
            Sending.to(server, Map.of("mail.concurrency", "1", "smtp.patience", "200ms"))) {
      CompletableFuture<Outcome> slow = sending.send("late@example.org");
      assertAllAccepted(sending.sendAll(10, PATIENCE));
      assertFalse(slow.isDone());
      assertInstanceOf(Accepted.class, outcome(slow));
      assertEquals(1, server.mails("late@example.org").size());
    }
  }

  @Test
  void isNotSlowedDownByAServerThatIsSlowButAccepts() throws Exception {
    try (MailServer server = MailServer.plain(new SlowFinalDot(Duration.ofMillis(300))).start();
        Sending sending = Sending.to(server, Map.of("smtp.patience", "100ms"))) {
      assertAllAccepted(sending.sendAll(200, PATIENCE));
      assertTrue(server.mostConnectionsOpen() > 20, server.mostConnectionsOpen() + " connections");
    }
  }

  @Test
  void isInDoubtWhenNoAnswerComesWithinItsLimit() throws Exception {
    try (MailServer server = MailServer.plain(Nonsense.silence(Nonsense.DOT)).start();
        Sending sending =
            Sending.to(server, Map.of("smtp.patience", "100ms", "smtp.limit.answer", "400ms"))) {
      assertInstanceOf(InDoubt.class, outcome(sending.send("a@example.org")));
    }
  }

  @Test
  void knowsAGreylistFromALimitWithoutWords() throws Exception {
    try (MailServer server = MailServer.plain(new Greylisting(Duration.ofMillis(300))).start();
        Sending sending = Sending.to(server)) {
      assertInstanceOf(Greylisted.class, outcome(sending.send("a@example.org")));
      assertInstanceOf(Accepted.class, outcome(sending.send("a@example.org")));
    }
  }

  /** Or Postfix, which counts errors in a row, answers slowly and then closes in the middle. */
  @Test
  void takesANewConnectionAfterFiveRefusalsInARow() throws Exception {
    try (MailServer server = MailServer.plain(new Greylisting(Duration.ofHours(1))).start();
        Sending sending = Sending.to(server, Map.of("mail.concurrency", "1"))) {
      sending.sendAll(20, PATIENCE);
      assertEquals(4, server.connections());
    }
  }

  @Test
  void fourRefusalsAreTheMailsAndTheFifthIsEverybodys() throws Exception {
    try (MailServer server = MailServer.plain(new RelayingRefused()).start();
        Sending sending = Sending.to(server, Map.of("mail.concurrency", "1"))) {
      for (int i = 0; i < 4; i++) {
        assertInstanceOf(Deferred.class, outcome(sending.send("r" + i + "@example.org")));
      }
      CompletableFuture<Outcome> held = sending.send("r4@example.org");
      CompletableFuture<Outcome> again = sending.send("r0@example.org");
      await().until(() -> sending.transport().status().needsPerson());
      assertFalse(held.isDone());
      server.become();
      assertInstanceOf(Accepted.class, outcome(held));
      assertInstanceOf(Accepted.class, outcome(again));
      assertFalse(sending.transport().status().needsPerson());
    }
  }

  @Test
  void asksAServerThatIsSilentWithoutAnErrorInTheLog() throws Exception {
    List<Throwable> dropped = new CopyOnWriteArrayList<>();
    Infrastructure.setDroppedExceptionHandler(dropped::add);
    try (MailServer server = MailServer.plain(Nonsense.silence(Nonsense.GREETING)).start();
        Sending sending = Sending.to(server)) {
      assertFalse(
          sending
              .transport()
              .isAnswering(Duration.ofMillis(200))
              .subscribeAsCompletionStage()
              .get(10, TimeUnit.SECONDS));
      await().until(() -> sending.transport().open() == 0);
      assertEquals(List.of(), dropped);
    } finally {
      Infrastructure.resetDroppedExceptionHandler();
    }
  }

  /** A large provider speaks of one mailbox with the words of a limit. */
  @Test
  void oneMailboxThatGetsTooMuchHoldsUpNobodyElse() throws Exception {
    Personality full =
        new Personality() {
          @Override
          public Answer rcpt(
              io.github.registrationmail.stack.smtp.Session session, String address) {
            return address.startsWith("busy")
                ? Answer.say("450 4.2.1 is receiving mail at a rate that prevents more")
                : Answer.usual();
          }
        };
    try (MailServer server = MailServer.plain(full).start();
        Sending sending =
            Sending.to(server, Map.of("smtp.pause.first", "20s", "smtp.pause.longest", "20s"))) {
      CompletableFuture<Outcome> busy = sending.send("busy@example.org");
      for (int i = 0; i < 3; i++) {
        await().until(() -> busy.isDone() || sending.transport().status().isPaused());
        assertInstanceOf(
            Accepted.class, sending.send("r" + i + "@example.org").get(5, TimeUnit.SECONDS));
      }
      assertInstanceOf(Deferred.class, busy.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void aSecondRecipientShowsThatItIsTheServer() throws Exception {
    Personality busy =
        new Personality() {
          @Override
          public Answer rcpt(
              io.github.registrationmail.stack.smtp.Session session, String address) {
            return Answer.say("450 4.3.2 too much");
          }
        };
    try (MailServer server = MailServer.plain(busy).start();
        Sending sending =
            Sending.to(server, Map.of("smtp.pause.first", "20s", "smtp.pause.longest", "20s"))) {
      var unused = sending.send("a@example.org");
      await().until(() -> sending.transport().status().isPaused());
      int asked = server.commands("RCPT");
      var second = sending.send("b@example.org");
      await().until(() -> server.commands("RCPT") == asked + 1);
      var third = sending.send("c@example.org");
      await()
          .during(Duration.ofMillis(500))
          .until(() -> server.commands("RCPT") == asked + 1 && !second.isDone() && !third.isDone());
    }
  }

  @Test
  void beginsNothingThatIsTooLateNorAfterTheEnd() throws Exception {
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server)) {
      assertInstanceOf(NotBegun.class, outcome(sending.send("a@example.org", () -> false)));
      server.stop();
      await().until(() -> sending.transport().open() == 0);
      CompletableFuture<Outcome> waiting = sending.send("b@example.org");
      await().until(() -> sending.transport().status().isPaused());
      sending.transport().stop();
      assertInstanceOf(NotBegun.class, outcome(waiting));
      assertInstanceOf(NotBegun.class, outcome(sending.send("c@example.org")));
      assertEquals(0, server.mails().size());
    }
  }

  @Test
  void tellsHowManyMailsAreWorthHavingInHand() throws Exception {
    List<Integer> told = new CopyOnWriteArrayList<>();
    try (MailServer server = MailServer.plain().start();
        Sending sending = Sending.to(server, Map.of("mail.concurrency", "6"))) {
      sending.transport().onCapacity(told::add);
      assertEquals(List.of(8), told);
      assertAllAccepted(sending.sendAll(20, PATIENCE));
      await().until(() -> told.get(told.size() - 1) == 12);
    }
  }

  private static MailServer plain(List<Personality> personalities) {
    return MailServer.plain(personalities.toArray(new Personality[0]));
  }

  private static void assertPauses(Sending sending) {
    CompletableFuture<Outcome> waiting = sending.send("a@example.org");
    await().until(() -> sending.transport().status().isPaused());
    assertFalse(waiting.isDone());
  }

  private static Outcome outcome(CompletableFuture<Outcome> sent) throws Exception {
    return sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void assertAllAccepted(List<Outcome> outcomes) {
    outcomes.forEach(outcome -> assertInstanceOf(Accepted.class, outcome));
  }

  private static byte[] content(io.github.registrationmail.stack.smtp.TakenMail mail) {
    return Sending.mail(mail.recipients().iterator().next()).content();
  }

  private static Set<String> recipients(int number) {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < number; i++) {
      all.add("r" + i + "@example.org");
    }
    return all;
  }

  private static Set<String> recipients(MailServer server) {
    Set<String> all = new HashSet<>();
    server.mails().forEach(mail -> all.addAll(mail.recipients()));
    return all;
  }
}
