package io.github.registrationmail.page;

import io.github.registrationmail.operation.BulkOperation;
import io.github.registrationmail.operation.Operations;
import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.pause.Paused;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.template.Templates;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells every page that is open when to look again. The database is asked once for all of them, and
 * not at all while no page is open; a browser that reads slowly misses events, not the last one.
 */
@Singleton
class PageEvents {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Multi<Event> events;
  private volatile boolean ending;

  PageEvents(
      Overview overview,
      Operations operations,
      Templates templates,
      SendingPause pause,
      OperatorConfig config) {
    this.events =
        Multi.createFrom()
            .ticks()
            .every(config.refresh())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> event(overview, operations, templates, pause))
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
  }

  /** The state of things at once, and then whenever it has changed, and as a heartbeat. */
  Multi<Event> stream() {
    AtomicReference<Event> last = new AtomicReference<>(Event.NONE);
    return events
        .onOverflow()
        .dropPreviousItems()
        .select()
        .first(event -> !ending)
        .select()
        .where(event -> event.follows(last.get()))
        .invoke(last::set);
  }

  /**
   * Ends the streams when the shutdown begins, which would wait for them; the pages then ask
   * another replica.
   */
  void end(@Observes ShutdownDelayInitiatedEvent event) {
    ending = true;
  }

  private static Uni<Event> event(
      Overview overview, Operations operations, Templates templates, SendingPause pause) {
    return Uni.combine()
        .all()
        .unis(overview.figures(), operations.recent())
        .with((figures, recent) -> Event.of(figures, recent, templates.fault(), pause.latest()))
        .onFailure()
        .recoverWithItem(() -> new Event("away", System.currentTimeMillis(), false));
  }

  /**
   * What there was at one moment.
   *
   * @param version another one after a change; {@code away} when the database cannot be reached
   * @param now milliseconds since the epoch, by the clock of MySQL
   * @param well whether mails go out as fast as they can
   */
  @RegisterForReflection
  public record Event(String version, long now, boolean well) {

    private static final Event NONE = new Event("", 0, false);

    static Event of(
        Figures figures,
        List<BulkOperation> operations,
        Optional<String> fault,
        Optional<Paused> pause) {
      return new Event(
          figures.version() + "-" + List.of(operations, fault, pause).hashCode(),
          figures.now().toEpochMilli(),
          figures.summary().sending().isWell());
    }

    boolean follows(Event last) {
      return !version.equals(last.version) || now - last.now >= HEARTBEAT.toMillis();
    }
  }
}
