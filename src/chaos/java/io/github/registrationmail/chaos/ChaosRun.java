package io.github.registrationmail.chaos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final OddSettings ODD = OddSettings.fromSystemProperties();
  private static final Report REPORT = new Report();

  /** The service's default. */
  private static final Duration FIRST_DELAY = Duration.ofSeconds(3);

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

  /** Nothing is doubled but what was being sent at a kill: the mail server always answers. */
  @Test
  @Order(5)
  void oddDaysLoseNothing() {
    assumeTrue(ODD.areWanted(), "-Dchaos.odd.minutes=60");
    Optional<OddClocks> clocks = OddClocks.ofMachine();
    assumeTrue(clocks.isPresent(), "libfaketime is not installed");
    Progress.say("odd days: %s, seed %d", ODD, SETTINGS.seed());
    Instant start = Instant.now();
    OddDays.Outcome outcome = new OddDays(ODD, clocks.get(), SETTINGS.seed()).pass();
    Tally tally = outcome.tally();
    REPORT.add("odd days", tally, Duration.between(start, Instant.now()));

    assertSound(tally);
    assertAll(
        () -> assertEquals(Set.of(), tally.doubledWithoutKill(), "doubled without a kill"),
        () -> assertEquals(OddRefusals.unknown(tally.accepted()), tally.failed(), "FAILED"),
        () -> assertEquals(Set.of(), outcome.tooEarly(), "sent before their weeks were over"),
        () -> assertEquals(List.of(), outcome.strangeIds(), "ids"),
        () -> assertEquals(List.of(), outcome.looks().refused(), "views"),
        () -> assertEquals(List.of(), outcome.looks().alarms(), "alarms"));
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
      Tally tally =
          new Reckoning(servers, new Ledger(servers.database()))
              .tally(accepted, inFlight, settings.settle());
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
}
