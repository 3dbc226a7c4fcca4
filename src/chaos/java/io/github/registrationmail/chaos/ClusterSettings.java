package io.github.registrationmail.chaos;

import java.time.Duration;

/**
 * What happens to the nodes of a cluster in one run, beside the death of leaders and machines; each
 * is a system property {@code chaos.cluster.*}.
 *
 * @param nodes 0: there is no cluster
 * @param partitions how often the leader and the others hear nothing of each other
 * @param freezes how often the leader neither does nor says anything
 * @param rolls how often one node after the other is restarted in order
 * @param apart how long a partition, and a freeze, lasts
 * @param rate registrations a second: what happens to a cluster takes its time
 */
record ClusterSettings(
    int nodes, int partitions, int freezes, int rolls, Duration apart, int rate) {

  static ClusterSettings fromSystemProperties() {
    return new ClusterSettings(
        Integer.getInteger("chaos.cluster", 0),
        Integer.getInteger("chaos.cluster.partitions", 1),
        Integer.getInteger("chaos.cluster.freezes", 1),
        Integer.getInteger("chaos.cluster.rolls", 1),
        Duration.ofSeconds(Integer.getInteger("chaos.cluster.apart.seconds", 40)),
        Integer.getInteger("chaos.cluster.rate", 20));
  }

  ClusterSettings withoutFaults() {
    return new ClusterSettings(nodes, 0, 0, 0, apart, rate);
  }

  /**
   * Messages that wait while their leader is frozen may wait until it is back, although there is
   * another leader: docs/broker.md says why.
   */
  ClusterSettings withoutFreezes() {
    return new ClusterSettings(nodes, partitions, 0, rolls, apart, rate);
  }

  boolean isCluster() {
    return nodes > 0;
  }
}
