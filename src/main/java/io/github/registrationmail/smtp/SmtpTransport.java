package io.github.registrationmail.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Hands mails to the mail server: first come, first served, on as many connections as the pace
 * allows. A mail that is not accepted through no fault of its own goes back to the end of the line,
 * and nobody hears of it.
 */
@Singleton
public final class SmtpTransport {

  private static final long TICK_MILLIS = 100;

  /**
   * For so long after an accepted mail no connection is opened just to see whether the server
   * answers: servers count connections.
   */
  private static final long RECENT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Vertx vertx;
  private final Connector connector;
  private final SmtpMeters meters;
  private final Assignment assignment;
  private final long tick;

  private volatile long accepted = System.nanoTime() - RECENT_NANOS;

  SmtpTransport(
      Vertx vertx,
      Connector connector,
      SmtpConfig config,
      PauseConfig pauses,
      PaceConfig paceConfig,
      CountsConfig counts,
      SmtpMeters meters) {
    this.vertx = vertx;
    this.connector = connector;
    this.meters = meters;
    Pace pace = new Pace(paceConfig.concurrency(), pauses.first(), pauses.longest());
    this.assignment =
        new Assignment(
            pace,
            new Judge(
                pace, pauses.forPerson(), counts.counts() == CountsConfig.Counts.EVERY_FAILURE),
            new MailsPerConnection(config.mailsPerConnection()),
            new Places(pace, config.patience().toNanos(), paceConfig.concurrency()),
            new IdleSessions(config.idle().toNanos()),
            new Assignment.Begins(this::open, this::send, connector::opensOneAtATime));
    this.tick = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    meters.watch(this);
  }

  /**
   * Sends the mail when it is its turn; ends when the server has decided about it, however long
   * that takes.
   *
   * @return {@link Outcome.NotBegun} without permission
   */
  public Uni<Outcome> send(Mail mail, Permission permission) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              assignment.enter(new Job(mail, permission, emitter::complete));
              pump();
            });
  }

  /** Tells how many mails are worth having in hand, now and whenever that changes. */
  public void onCapacity(IntConsumer listener) {
    assignment.onCapacity(listener);
  }

  /** Begins nothing any more: what is in line is not begun, what is being sent goes on. */
  @PreDestroy
  public void stop() {
    vertx.cancelTimer(tick);
    assignment.stop();
    pump();
  }

  /**
   * Whether the mail server has just taken a mail and is still connected, or greets; takes no mail
   * and no sign-in.
   */
  public Uni<Boolean> isAnswering(Duration patience) {
    boolean isKnown = connector.open() > 0 && System.nanoTime() - accepted < RECENT_NANOS;
    return isKnown ? Uni.createFrom().item(true) : connector.greets(patience);
  }

  /** How sending is doing. */
  public SendingStatus status() {
    return assignment.status();
  }

  /** Mails that are being sent. */
  int inFlight() {
    return assignment.inFlight();
  }

  /** Connections to the mail server. */
  int open() {
    return connector.open();
  }

  private void pump() {
    assignment.next().forEach(Guarded::run);
  }

  private void open(Place place) {
    connector
        .session()
        .subscribe()
        .with(session -> opened(place, session), failure -> notOpened(place, failure));
  }

  private void opened(Place place, Session session) {
    meters.opened();
    session.conversation().onEnd(() -> assignment.gone(session));
    assignment.opened(place, session);
    pump();
  }

  private void notOpened(Place place, Throwable failure) {
    NotOpened why =
        failure instanceof NotOpened known
            ? known
            : new NotOpened(Fault.SERVER, "not connected: " + failure);
    meters.notOpened(why.fault());
    Guarded.run(assignment.notOpened(place, why));
    pump();
  }

  private void send(Session session, Place place) {
    session.send(place.job().orElseThrow().mail(), tried -> tried(session, place, tried));
  }

  private void tried(Session session, Place place, Tried tried) {
    long now = System.nanoTime();
    meters.tried(tried.fault(), now - place.since());
    if (tried.fault() == Fault.NONE) {
      accepted = now;
    }
    Guarded.run(assignment.tried(session, place, tried, now));
    pump();
  }

  /**
   * Gives away the places of mails that wait for long, and begins what a pause that is over has
   * held up.
   */
  private void tick() {
    assignment.giveAway(System.nanoTime());
    pump();
  }
}
