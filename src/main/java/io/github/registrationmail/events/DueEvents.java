package io.github.registrationmail.events;

import io.github.registrationmail.database.Reads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts what is due, for each sink that is on; every replica for itself. */
@Startup
@Singleton
class DueEvents {

  private final Sinks sinks;
  private final Map<Sink, DueGauges> gauges = new EnumMap<>(Sink.class);

  DueEvents(Reads reads, Sinks sinks, MeterRegistry meters) {
    this.sinks = sinks;
    for (Sink sink : Sink.values()) {
      gauges.put(sink, new DueGauges(reads, sink, meters));
    }
  }

  @Scheduled(
      every = "${registration.telemetry.every:15s}",
      identity = "due-events",
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> read() {
    return Multi.createFrom()
        .iterable(gauges.entrySet())
        .filter(sink -> sinks.isOn(sink.getKey()))
        .onItem()
        .transformToUniAndConcatenate(sink -> sink.getValue().read())
        .collect()
        .last();
  }
}
