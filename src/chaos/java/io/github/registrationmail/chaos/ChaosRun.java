package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.model.Recorded;
import io.github.registrationmail.model.RowMoves;
import io.github.registrationmail.model.RowMoves.Move;
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

  /** What can happen to a row. */
  private static final Set<Move> MODEL = RowMoves.all();

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
        () -> assertEquals(List.of(), tally.recorded().strange()),
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

  /** While a majority of the nodes lives, what the broker has confirmed comes. */
  @Test
  @Order(4)
  void aClusterThatLosesNodesKeepsWhatItHasConfirmed() {
    assumeTrue(SETTINGS.cluster().isCluster(), "-Dchaos.cluster=3");
    Tally tally = run("two replicas, the cluster alone", 2, SETTINGS.brokerOnly());

    assertSound(tally);
    if (Cluster.strategy().equals("ttl-queues")) {
      assertEquals(0, tally.recorded().sweptConfirmed(), "confirmed, and needed the sweep");
    }
  }

  private static void assertSound(Tally tally) {
    assertAll(
        () -> assertEquals(Set.of(), tally.lost(), "lost"),
        () -> assertTrue(tally.doubled() <= tally.inFlight().size(), "doubled"),
        () -> assertEquals(Set.of(), tally.doubledForNoReason(), "doubled for no reason"),
        () -> assertEquals(List.of(), tally.recorded().strange(), "not in the model"),
        () -> assertEquals(Map.of(), tally.violated(), "violated"));
  }

  private static Tally run(String name, int count, ChaosSettings settings) {
    Progress.say("%s: %s", name, settings);
    Instant start = Instant.now();
    try (Servers servers = servers(settings);
        Replicas replicas = new Replicas(count, servers.environment());
        Load load = new Load(replicas, settings.registrations());
        Faults faults = new Faults(servers, replicas, load, settings)) {
      new Journal(servers.database()).begin();
      Set<InFlight> inFlight = faults.cause();
      Set<String> accepted = load.accepted();
      Progress.say("all registered, answers %s", load.answers());
      awaitSettled(new Ledger(servers.database()), settings.settle());
      sayHowLate(new Ledger(servers.database()).late());
      Tally tally = tally(servers, accepted, inFlight);
      REPORT.add(name, tally, Duration.between(start, Instant.now()));
      return tally;
    }
  }

  private static Servers servers(ChaosSettings settings) {
    MailSink smtp = new MailSink(settings.smtpLatency());
    return settings.cluster().isCluster()
        ? new Servers(smtp, new Cluster(settings.cluster().nodes()))
        : new Servers(smtp, FIRST_DELAY);
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

  private static void sayHowLate(List<Long> millis) {
    if (!millis.isEmpty()) {
      int size = millis.size();
      Progress.say(
          "late by p50 %,d ms, p99 %,d ms, at most %,d ms",
          millis.get(size / 2), millis.get(size * 99 / 100), millis.get(size - 1));
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
        Recorded.of(new Journal(servers.database()).changes(), MODEL),
        ledger.violated());
  }
}
