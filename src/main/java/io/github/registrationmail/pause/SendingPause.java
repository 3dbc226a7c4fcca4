package io.github.registrationmail.pause;

import io.github.registrationmail.async.Seldom;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether sending is paused, on all replicas: a row in MySQL, which each replica reads every
 * second, so that it costs no mail anything. Until it is read for the first time sending counts as
 * paused; while MySQL is away the answer stays what it was.
 */
@Singleton
public class SendingPause {

  private static final Logger LOG = Logger.getLogger(SendingPause.class);
  private static final String SETTING = "registration.sending.start-paused";

  private final PauseRepository repository;
  private final Event<PauseChanged> changes;
  private final Seldom unknown = new Seldom();

  private volatile boolean on = true;
  private volatile Optional<Paused> latest = Optional.empty();
  private volatile boolean mustBegin;
  private boolean known;
  private long asked;
  private long answered;

  SendingPause(
      PauseRepository repository,
      SendingConfig config,
      Event<PauseChanged> changes,
      MeterRegistry meters) {
    this.repository = repository;
    this.changes = changes;
    this.mustBegin = config.startPaused();
    Gauge.builder("registration.sending.paused", this, pause -> pause.isOn() ? 1 : 0)
        .description("1 while an operator has paused sending")
        .register(meters);
  }

  /** Before the first message comes. Blocks for as long as a statement may take. */
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    look().await().indefinitely();
  }

  /** Whether nothing is to be claimed, begun or published. */
  public boolean isOn() {
    return on;
  }

  /** The pause, as last read; empty while sending goes on. */
  public Optional<Paused> latest() {
    return latest;
  }

  /** Pauses all replicas within a second or two, and this one at once. */
  public Uni<Void> begin(String who, String reason) {
    return repository
        .begin(who, reason)
        .invoke(() -> LOG.infof("%s pauses sending", who))
        .chain(this::read);
  }

  /** Lets all replicas go on. */
  public Uni<Void> end(String who) {
    return repository.end(who).invoke(ended -> log(ended, who)).chain(this::read);
  }

  private static void log(boolean ended, String who) {
    if (ended) {
      LOG.infof("%s lets sending go on", who);
    }
  }

  @Scheduled(
      every = "1s",
      identity = "sending-pause",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> look() {
    return beginOnce()
        .chain(this::read)
        .onFailure()
        .invoke(this::notRead)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> beginOnce() {
    return mustBegin
        ? repository
            .beginIfNot(SETTING, "paused by the start of a replica")
            .invoke(() -> mustBegin = false)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> read() {
    return Uni.createFrom()
        .item(this::ask)
        .chain(turn -> repository.find().invoke(found -> take(turn, found)))
        .replaceWithVoid();
  }

  private synchronized long ask() {
    return ++asked;
  }

  /** What was asked before something newer was answered is old. */
  private synchronized void take(long turn, Optional<Paused> found) {
    if (turn < answered) {
      return;
    }
    answered = turn;
    boolean isNews = !known || on != found.isPresent();
    latest = found;
    known = true;
    on = found.isPresent();
    if (isNews) {
      tell(found);
    }
  }

  private void tell(Optional<Paused> found) {
    found.ifPresentOrElse(
        pause -> LOG.warnf("sending is paused by %s: %s", pause.who(), pause.reason()),
        () -> LOG.debug("sending goes on"));
    var unused = changes.fireAsync(new PauseChanged(found.isPresent()));
  }

  private synchronized void notRead(Throwable failure) {
    if (!known) {
      unknown.say(
          missed ->
              LOG.warnf(
                  "not known whether sending is paused, so nothing is sent: %s",
                  failure.getMessage()));
    }
  }
}
