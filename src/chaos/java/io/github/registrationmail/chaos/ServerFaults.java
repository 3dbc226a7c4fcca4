package io.github.registrationmail.chaos;

import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.Servers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What can be done to broker and database here; what cannot is said and left out. */
final class ServerFaults {

  private ServerFaults() {}

  static List<Fault> possible(Servers servers, ChaosSettings settings) {
    RunBroker broker = servers.broker();
    RunDatabase database = servers.database();
    List<Fault> faults = new ArrayList<>();
    faults.addAll(
        possible(
            broker.canRestart(),
            settings.brokerRestarts(),
            new Fault("the broker restarts", broker::restart)));
    faults.addAll(
        possible(
            broker.canWipe(),
            settings.brokerWipes(),
            new Fault("the broker is wiped", broker::wipe)));
    faults.addAll(
        possible(
            database.canRestart(),
            settings.databaseRestarts(),
            new Fault("the database restarts", database::restart)));
    return faults;
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
