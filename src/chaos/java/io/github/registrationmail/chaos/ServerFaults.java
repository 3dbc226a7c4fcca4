package io.github.registrationmail.chaos;

import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.Servers;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What can be done to broker and database here; what cannot is said and left out. */
final class ServerFaults {

  private ServerFaults() {}

  static List<Fault> possible(Servers servers, ChaosSettings settings) {
    Stream<List<Fault>> broker =
        servers.broker() instanceof Cluster cluster
            ? ofCluster(cluster, settings)
            : ofBroker(servers.broker(), settings);
    return Stream.concat(broker, ofDatabase(servers.database(), settings))
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<List<Fault>> ofBroker(RunBroker broker, ChaosSettings settings) {
    return Stream.of(
        possible(
            broker.canRestart(),
            settings.brokerRestarts(),
            new Fault("the broker restarts", broker::restart)),
        possible(
            broker.canWipe(),
            settings.brokerWipes(),
            new Fault("the broker is wiped", broker::wipe)));
  }

  private static Stream<List<Fault>> ofCluster(Cluster cluster, ChaosSettings settings) {
    ClusterSettings more = settings.cluster();
    return Stream.of(
        times(settings.brokerRestarts(), "the leader is killed", cluster::restart),
        times(settings.brokerWipes(), "the leader's machine is replaced", cluster::wipe),
        times(more.partitions(), "the leader is apart", () -> cluster.partition(more.apart())),
        times(more.freezes(), "the leader is frozen", () -> cluster.freeze(more.apart())),
        times(more.rolls(), "one node after the other restarts", cluster::roll));
  }

  private static Stream<List<Fault>> ofDatabase(RunDatabase database, ChaosSettings settings) {
    return Stream.of(
        possible(
            database.canRestart(),
            settings.databaseRestarts(),
            new Fault("the database restarts", database::restart)));
  }

  private static List<Fault> times(int times, String name, Runnable cause) {
    return Collections.nCopies(times, new Fault(name, cause));
  }

  private static List<Fault> possible(boolean is, int times, Fault fault) {
    if (!is && times > 0) {
      Progress.say("left out, because no command is given for it: %s", fault.name());
    }
    return Collections.nCopies(is ? times : 0, fault);
  }

  /** Something that happens to a server; it runs again when {@code cause} returns. */
  record Fault(String name, Runnable cause) {}
}
