package io.github.registrationmail.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.support.Sql;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What each mail server is tried with: two hundred mails, all of which must arrive once. */
abstract class Survival {

  static final int MAILS = 200;
  static final Duration HOUR = Duration.ofHours(1);

  /** For what takes seconds; a machine that does other things takes longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  MailServer server = MailServer.plain();
  @Inject Sql sql;
  private String test = "";

  /** An ordinary server, to which the service has just sent a mail. */
  @BeforeEach
  void forgetTheTestBefore(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    server.become(ordinary());
    var one = new Mails(sql, server);
    one.register(1, "first");
    awaitSent(one);
    server.clear();
  }

  /** How the server is when nothing is wrong with it. */
  Personality[] ordinary() {
    return new Personality[0];
  }

  /** Two hundred mails at once to a server like this, which stays so. */
  Mails sendTo(Personality... personalities) {
    server.become(personalities);
    var mails = new Mails(sql, server);
    mails.register(MAILS, "m");
    assertAllArriveOnce(mails);
    return mails;
  }

  /** The same, and the server is an ordinary one as soon as this is so. */
  Mails sendTo(BooleanSupplier end, Personality... personalities) {
    server.become(personalities);
    var mails = new Mails(sql, server);
    mails.register(MAILS, "m");
    await().atMost(PATIENCE).until(end::getAsBoolean);
    server.become(ordinary());
    assertAllArriveOnce(mails);
    return mails;
  }

  /** So many tries were enough for the service to see what is wrong. */
  BooleanSupplier after(int commands, String verb) {
    return () -> server.commands(verb) >= commands;
  }

  BooleanSupplier afterConnections(int count) {
    return () -> server.connections() >= count;
  }

  void assertAllArriveOnce(Mails mails) {
    assertAllArrive(mails, 0);
  }

  void assertAllArrive(Mails mails, int mostDoubled) {
    awaitSent(mails);
    Arrival arrival = mails.arrival();
    arrival.report(getClass().getSimpleName() + "." + test);
    assertAll(
        () -> assertEquals(0, arrival.failed(), "FAILED"),
        () -> assertEquals(0, arrival.lost(), "lost"),
        () -> assertTrue(arrival.doubled() <= mostDoubled, arrival.doubled() + " doubled"));
  }

  static void awaitSent(Mails mails) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> mails.in("SENT") + mails.in("FAILED") == mails.registered());
  }
}
