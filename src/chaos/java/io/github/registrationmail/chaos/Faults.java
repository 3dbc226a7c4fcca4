package io.github.registrationmail.chaos;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stops things while registrations go on: in an order and at moments that the seed decides, servers
 * while the service is being killed and the other way round. The silence of the mail server comes
 * last and undisturbed, so that mails run into their time limit.
 */
final class Faults implements AutoCloseable {

  private static final int LONGEST_PAUSE_MILLIS = 4_000;

  private final Servers servers;
  private final Kills kills;
  private final Load load;
  private final ChaosSettings settings;
  private final Random random;
  private final ExecutorService serverFaults = Executors.newSingleThreadExecutor();
  private final List<CompletableFuture<Void>> started = new ArrayList<>();

  Faults(Servers servers, Replicas replicas, Load load, ChaosSettings settings) {
    this.servers = servers;
    this.kills = new Kills(replicas, new Ledger(servers.database()));
    this.load = load;
    this.settings = settings;
    this.random = new Random(settings.seed());
  }

  /** Returns when all is running again; what was in flight at the kills. */
  Set<InFlight> cause() {
    List<Runnable> plan = plan();
    int slice = settings.registrations() / (plan.size() + 1);
    if (settings.cluster().isCluster()) {
      load.trickle(settings.cluster().rate());
      slice = 0;
    }
    for (Runnable fault : plan) {
      load.release(slice);
      Pause.millis(random.nextInt(LONGEST_PAUSE_MILLIS));
      fault.run();
    }
    CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).join();
    return kills.inFlight();
  }

  private List<Runnable> plan() {
    List<Runnable> plan = new ArrayList<>();
    plan.addAll(Collections.nCopies(settings.kills(), kills::kill));
    ServerFaults.possible(servers, settings).forEach(fault -> plan.add(() -> meanwhile(fault)));
    Collections.shuffle(plan, random);
    if (!settings.silence().isZero()) {
      plan.add(this::silence);
    }
    return plan;
  }

  private void meanwhile(ServerFaults.Fault fault) {
    started.add(
        CompletableFuture.runAsync(
            () -> {
              Progress.say("%s", fault.name());
              fault.cause().run();
            },
            serverFaults));
  }

  private void silence() {
    Progress.say("the mail server is silent for %s", settings.silence());
    servers.smtp().silence(true);
    Pause.millis(settings.silence().toMillis());
    servers.smtp().silence(false);
  }

  @Override
  public void close() {
    var unused = serverFaults.shutdownNow();
  }
}
