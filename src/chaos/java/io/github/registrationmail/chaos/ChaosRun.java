package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Thousands of registrations while the service is killed, the broker restarted and wiped, the
 * database restarted and the mail server silenced: nothing is lost, and nothing doubled but what
 * was being sent at a kill. {@code ./mvnw verify -Pchaos}
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosRun {

  private static final ChaosSettings SETTINGS = ChaosSettings.fromSystemProperties();
  private static final Report REPORT = new Report();

  /** The service's default. */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(3);

  /** How long nothing may be under way before a run counts as settled. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  @AfterAll
  static void report() {
    REPORT.print();
  }

  @Test
  @Order(1)
  void withoutFaultsEachGetsExactlyOneMail() {
    Tally tally = run("no fault", 1, SETTINGS.withoutFaults());

    assertAll(
        () -> assertEquals(tally.accepted(), tally.mails().keySet()),
        () -> assertEquals(0, tally.doubled()),
        () -> assertEquals(Map.of(), tally.violated()));
  }

  @Test
  @Order(2)
  void oneReplicaLosesNothing() {
    assertSound(run("one replica", 1, SETTINGS));
  }

  @Test
  @Order(3)
  void twoReplicasLoseNothing() {
    assertSound(run("two replicas", 2, SETTINGS));
  }

  private static void assertSound(Tally tally) {
    assertAll(
        () -> assertEquals(Set.of(), tally.lost(), "lost"),
        () -> assertTrue(tally.doubled() <= tally.inFlight().size(), "doubled"),
        () -> assertEquals(Set.of(), tally.doubledForNoReason(), "doubled for no reason"),
        () -> assertEquals(Map.of(), tally.violated(), "violated"));
  }

  private static Tally run(String name, int count, ChaosSettings settings) {
    Progress.say("%s: %s", name, settings);
    Instant start = Instant.now();
    try (Servers servers = new Servers(new MailSink(settings.smtpLatency()), FIRST_DELAY);
        Replicas replicas = new Replicas(count, servers.environment());
        Load load = new Load(replicas, settings.registrations());
        Faults faults = new Faults(servers, replicas, load, settings)) {
      Set<InFlight> inFlight = faults.cause();
      Set<String> accepted = load.accepted();
      Progress.say("all registered, answers %s", load.answers());
      awaitSettled(new Ledger(servers.database()), settings.settle());
      Tally tally = tally(servers, accepted, inFlight);
      REPORT.add(name, tally, Duration.between(start, Instant.now()));
      return tally;
    }
  }

  /** Also that nothing comes after; what does not settle in time is for the table to show. */
  private static void awaitSettled(Ledger ledger, Duration limit) {
    try {
      await()
          .atMost(limit)
          .during(QUIET)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> ledger.unsettled().isEmpty());
    } catch (ConditionTimeoutException e) {
      List<List<String>> unsettled = ledger.unsettled();
      Progress.say("not settled: state, attempt, swept, number, seconds left: %s", unsettled);
    }
  }

  private static Tally tally(Servers servers, Set<String> accepted, Set<InFlight> inFlight) {
    Ledger ledger = new Ledger(servers.database());
    MailSink smtp = servers.smtp();
    return new Tally(
        accepted,
        smtp.mails(),
        inFlight,
        ledger.unanswered(),
        ledger.in("FAILED"),
        ledger.in("CANCELLED"),
        ledger.violated());
  }
}
