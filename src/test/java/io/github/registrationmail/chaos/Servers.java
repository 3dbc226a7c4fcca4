package io.github.registrationmail.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the service needs: broker, database and mail server, fresh for one run. */
final class Servers implements AutoCloseable {

  private final ChaosBroker broker = ChaosBroker.ofEnvironment();
  private final ChaosDatabase database = ChaosDatabase.ofEnvironment();
  private final MailSink smtp;

  Servers(ChaosSettings settings) {
    this.smtp = new MailSink(settings.smtpLatency());
    Progress.say("%s, %s", broker.describe(), database.describe());
  }

  MailSink smtp() {
    return smtp;
  }

  Ledger ledger() {
    return new Ledger(database.environment());
  }

  /** The service's environment; its settings are the defaults but for {@code REGISTRATION_*}. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Environment.startingWith("REGISTRATION_"));
    environment.putAll(broker.environment());
    environment.putAll(database.environment());
    environment.putAll(smtp.environment());
    return environment;
  }

  /** What can be done to broker and database here; what cannot is said and left out. */
  List<Fault> faults(ChaosSettings settings) {
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

  @Override
  public void close() {
    smtp.close();
    broker.close();
    database.close();
  }

  /** Something that happens to a server; it runs again when {@code cause} returns. */
  record Fault(String name, Runnable cause) {}
}
