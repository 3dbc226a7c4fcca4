package io.github.registrationmail.events;

import io.github.registrationmail.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Runs the relay of each sink that is on, again and again; nothing when none is. */
@Singleton
class Relays {

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Map<Sink, Relay> relays = new EnumMap<>(Sink.class);
  private final Scheduler scheduler;
  private final EventsConfig config;

  Relays(
      Sinks sinks,
      Receivers receivers,
      Database database,
      DueEventRepository events,
      Scheduler scheduler,
      EventsConfig config) {
    this.scheduler = scheduler;
    this.config = config;
    for (Sink sink : Sink.values()) {
      if (sinks.isOn(sink)) {
        SinkLease lease = new SinkLease(database, sink, config.lease());
        relays.put(sink, new Relay(sink, events, lease, receivers.of(sink)));
      }
    }
  }

  void start(@Observes StartupEvent event) {
    relays.forEach(this::schedule);
  }

  /** The next replica need not wait for the end of the lease. */
  void stop(@Observes ShutdownEvent event) {
    relays
        .values()
        .forEach(relay -> relay.stop().onFailure().recoverWithNull().await().atMost(GOODBYE));
  }

  private void schedule(Sink sink, Relay relay) {
    var unused =
        scheduler
            .newJob("events-" + sink.key())
            .setInterval(config.every().toString())
            .setSkipPredicate(ApplicationNotRunning.class)
            .setAsyncTask(execution -> relay.run())
            .schedule();
  }
}
