package io.github.registrationmail.chaos;

import java.time.Duration;

/**
 * How much happens in one run; each is a system property {@code chaos.*}.
 *
 * @param silence how long the mail server says nothing; zero for never
 * @param smtpLatency how long the mail server takes to accept a mail
 * @param settle how long a run may take to settle after the last fault
 * @param seed of the order and the moments of the faults
 */
record ChaosSettings(
    int registrations,
    int kills,
    int brokerRestarts,
    int brokerWipes,
    int databaseRestarts,
    ClusterSettings cluster,
    Duration silence,
    Duration smtpLatency,
    Duration settle,
    long seed) {

  static ChaosSettings fromSystemProperties() {
    return new ChaosSettings(
        Integer.getInteger("chaos.registrations", 5000),
        Integer.getInteger("chaos.kills", 10),
        Integer.getInteger("chaos.broker.restarts", 3),
        Integer.getInteger("chaos.broker.wipes", 1),
        Integer.getInteger("chaos.database.restarts", 2),
        ClusterSettings.fromSystemProperties(),
        Duration.ofSeconds(Integer.getInteger("chaos.silence.seconds", 30)),
        Duration.ofMillis(Integer.getInteger("chaos.smtp.latency.millis", 50)),
        Duration.ofSeconds(Integer.getInteger("chaos.settle.seconds", 300)),
        Long.getLong("chaos.seed", System.nanoTime() % 1_000_000));
  }

  /** The same load, and nothing stops. */
  ChaosSettings withoutFaults() {
    return new ChaosSettings(
        registrations,
        0,
        0,
        0,
        0,
        cluster.withoutFaults(),
        Duration.ZERO,
        smtpLatency,
        settle,
        seed);
  }

  /** The same load, and nothing stops but nodes of the cluster. */
  ChaosSettings brokerOnly() {
    return new ChaosSettings(
        registrations,
        0,
        brokerRestarts,
        brokerWipes,
        0,
        cluster.withoutFreezes(),
        Duration.ZERO,
        smtpLatency,
        settle,
        seed);
  }
}
