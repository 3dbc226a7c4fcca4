package io.github.registrationmail.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Pace pace;
  private final Judge judge;
  private final SmtpMeters meters;
  private final MailsPerConnection mailsPerConnection;
  private final Places places;
  private final IdleSessions idle;
  private final long tick;
  private final Line line;

  private int capacity;
  private boolean stopped;
  private IntConsumer onCapacity = mails -> {};
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
    this.pace = new Pace(paceConfig.concurrency(), pauses.first(), pauses.longest());
    this.judge =
        new Judge(pace, pauses.forPerson(), counts.counts() == CountsConfig.Counts.EVERY_FAILURE);
    this.meters = meters;
    this.mailsPerConnection = new MailsPerConnection(config.mailsPerConnection());
    this.line = new Line(pace, judge, mailsPerConnection);
    this.places = new Places(pace, config.patience().toNanos(), paceConfig.concurrency());
    this.idle = new IdleSessions(config.idle().toNanos());
    this.capacity = places.capacity();
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
              enter(new Job(mail, permission, emitter::complete));
              pump();
            });
  }

  /** Tells how many mails are worth having in hand, now and whenever that changes. */
  public void onCapacity(IntConsumer listener) {
    int now;
    synchronized (this) {
      onCapacity = listener;
      now = capacity;
    }
    listener.accept(now);
  }

  /** Begins nothing any more: what is in line is not begun, what is being sent goes on. */
  @PreDestroy
  public void stop() {
    vertx.cancelTimer(tick);
    synchronized (this) {
      stopped = true;
    }
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
  public synchronized SendingStatus status() {
    long now = System.nanoTime();
    long left = pace.isHeld() ? pace.pausedUntil() - now : 0;
    return judge.trouble(now).status(Duration.ofNanos(Math.max(0, left)), pace.connections());
  }

  /** Mails that are being sent. */
  synchronized int inFlight() {
    return places.mails();
  }

  /** Connections to the mail server. */
  int open() {
    return connector.open();
  }

  private synchronized void enter(Job job) {
    line.enter(job, System.nanoTime());
  }

  /**
   * Begins what may be begun. That runs outside of the lock, because a beginning may end at once
   * and call back.
   */
  private void pump() {
    List<Runnable> works = new ArrayList<>();
    synchronized (this) {
      plan(works);
    }
    works.forEach(Runnable::run);
  }

  private void plan(List<Runnable> works) {
    long now = System.nanoTime();
    if (stopped) {
      works.addAll(line.end());
    }
    while (!line.isEmpty() && !pace.isPaused(now) && places.free() > 0) {
      if (!idle.isEmpty()) {
        works.add(begin(line.next(), now));
      } else if (places.opening() < mostOpening()) {
        Place place = places.take(now);
        works.add(() -> open(place));
      } else {
        break;
      }
    }
    closeNeedless(stopped ? 0 : places.free(), now, works);
    if (capacity != places.capacity()) {
      capacity = places.capacity();
      int mails = capacity;
      IntConsumer listener = onCapacity;
      works.add(() -> listener.accept(mails));
    }
  }

  private Runnable begin(Job job, long now) {
    if (!job.permission().begin()) {
      return () -> job.then().accept(new Outcome.NotBegun());
    }
    Session session = idle.take();
    Place place = places.take(job, now);
    return () -> send(session, place);
  }

  private void closeNeedless(int most, long now, List<Runnable> works) {
    Optional<Session> needless = idle.needless(most, now);
    while (needless.isPresent()) {
      works.add(needless.get()::quit);
      needless = idle.needless(most, now);
    }
  }

  private int mostOpening() {
    return connector.opensOneAtATime() ? 1 : line.size();
  }

  private void open(Place place) {
    connector
        .session()
        .subscribe()
        .with(session -> opened(place, session), failure -> notOpened(place, failure));
  }

  private void opened(Place place, Session session) {
    meters.opened();
    session.conversation().onEnd(() -> gone(session));
    synchronized (this) {
      places.leave(place);
      idle.add(session);
    }
    pump();
  }

  private void notOpened(Place place, Throwable failure) {
    NotOpened why =
        failure instanceof NotOpened known
            ? known
            : new NotOpened(Fault.SERVER, "not connected: " + failure);
    meters.notOpened(why.fault());
    Runnable then;
    synchronized (this) {
      places.leave(place);
      then = line.notOpened(why, place.round(), System.nanoTime());
    }
    then.run();
    pump();
  }

  private synchronized void gone(Session session) {
    idle.gone(session);
  }

  private void send(Session session, Place place) {
    session.send(place.job().orElseThrow().mail(), tried -> tried(session, place, tried));
  }

  private void tried(Session session, Place place, Tried tried) {
    Job job = place.job().orElseThrow();
    long now = System.nanoTime();
    meters.tried(tried.fault(), now - place.since());
    if (tried.fault() == Fault.NONE) {
      accepted = now;
    }
    Runnable then;
    synchronized (this) {
      places.leave(place);
      then = line.tried(job, session, place.round(), tried, now);
      if (tried.isUsable()) {
        keep(session);
      }
    }
    then.run();
    pump();
  }

  private void keep(Session session) {
    if (stopped || session.isWornOut() || mailsPerConnection.isReached(session.mails())) {
      session.quit();
    } else {
      idle.add(session);
    }
  }

  /**
   * Gives away the places of mails that wait for long, and begins what a pause that is over has
   * held up.
   */
  private void tick() {
    long now = System.nanoTime();
    synchronized (this) {
      places.giveAway(now).forEach(place -> judge.slow(place.round(), place.since(), now));
    }
    pump();
  }
}
