package io.github.registrationmail.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Hands mails to the mail server: first come, first served, on as many connections as the pace
 * allows. A mail that is not accepted through no fault of its own goes back to the end of the line,
 * and nobody hears of it.
 */
@Singleton
public final class SmtpTransport {

  /** So that while mails are being sent the next ones are at hand. */
  private static final int IN_HAND_PER_CONNECTION = 2;

  private static final long TICK_MILLIS = 100;

  /** A server that counts connections need not be asked by one more. */
  private static final long RECENT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Vertx vertx;
  private final Connector connector;
  private final Pace pace;
  private final Judge judge;
  private final Figures figures;
  private final MailsPerConnection mailsPerConnection;
  private final long patienceNanos;
  private final long idleNanos;
  private final int mostGivenAway;
  private final long tick;

  private final Deque<Job> line = new ArrayDeque<>();
  private final Deque<Session> idle = new ArrayDeque<>();
  private final Set<Place> taken = new HashSet<>();
  private int givenAway;
  private int opening;
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
      Figures figures) {
    this.vertx = vertx;
    this.connector = connector;
    this.pace = new Pace(paceConfig.concurrency(), pauses.first(), pauses.longest());
    this.judge =
        new Judge(pace, pauses.forPerson(), counts.counts() == CountsConfig.Counts.EVERY_FAILURE);
    this.figures = figures;
    this.mailsPerConnection = new MailsPerConnection(config.mailsPerConnection());
    this.patienceNanos = config.patience().toNanos();
    this.idleNanos = config.idle().toNanos();
    this.mostGivenAway = IN_HAND_PER_CONNECTION * paceConfig.concurrency();
    this.capacity = capacityNow();
    this.tick = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    figures.watch(this);
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

  /** Whether the mail server has just taken a mail, or greets; takes no mail and no sign-in. */
  public Uni<Boolean> isAnswering(Duration patience) {
    return System.nanoTime() - accepted < RECENT_NANOS
        ? Uni.createFrom().item(true)
        : connector.greets(patience);
  }

  /** How sending is doing. */
  public synchronized SendingStatus status() {
    long now = System.nanoTime();
    long left = pace.isHeld() ? pace.pausedUntil() - now : 0;
    return judge.trouble(now).status(Duration.ofNanos(Math.max(0, left)), pace.connections());
  }

  /** Mails that are being sent. */
  synchronized int inFlight() {
    return Math.toIntExact(taken.stream().filter(place -> place.job().isPresent()).count());
  }

  /** Connections to the mail server. */
  int open() {
    return connector.open();
  }

  private synchronized void enter(Job job) {
    long now = System.nanoTime();
    if (judge.isWorthATry(job.mail(), now)) {
      line.addFirst(job);
      pace.tryNow(now);
    } else {
      line.addLast(job);
    }
  }

  /** Begins what may be begun; outside of the lock, for each beginning may end at once. */
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
      end(works);
    }
    while (!line.isEmpty() && !pace.isPaused(now) && free() > 0) {
      if (!idle.isEmpty()) {
        works.add(begin(line.remove(), now));
      } else if (opening < mostOpening()) {
        opening++;
        Place place = take(Optional.empty(), now);
        works.add(() -> open(place));
      } else {
        break;
      }
    }
    while (!idle.isEmpty() && idle.size() > free()) {
      works.add(idle.removeFirst()::quit);
    }
    if (capacity != capacityNow()) {
      capacity = capacityNow();
      int mails = capacity;
      IntConsumer listener = onCapacity;
      works.add(() -> listener.accept(mails));
    }
  }

  private Runnable begin(Job job, long now) {
    if (!job.permission().begin()) {
      return () -> job.then().accept(new Outcome.NotBegun());
    }
    Session session = idle.removeLast();
    Place place = take(Optional.of(job), now);
    return () -> send(session, place);
  }

  private void end(List<Runnable> works) {
    line.forEach(job -> works.add(() -> job.then().accept(new Outcome.NotBegun())));
    line.clear();
    idle.forEach(session -> works.add(session::quit));
    idle.clear();
  }

  private int free() {
    return pace.connections() - (taken.size() - givenAway);
  }

  private int mostOpening() {
    return connector.opensOneAtATime() ? 1 : line.size();
  }

  private int capacityNow() {
    return IN_HAND_PER_CONNECTION * pace.connections() + givenAway;
  }

  private Place take(Optional<Job> job, long now) {
    Place place = new Place(job, pace.round(), now);
    taken.add(place);
    return place;
  }

  private void leave(Place place) {
    taken.remove(place);
    givenAway -= place.isGivenAway() ? 1 : 0;
  }

  private void open(Place place) {
    connector
        .session()
        .subscribe()
        .with(session -> opened(place, session), failure -> notOpened(place, failure));
  }

  private void opened(Place place, Session session) {
    figures.opened();
    session.conversation().onEnd(() -> gone(session));
    synchronized (this) {
      opening--;
      leave(place);
      idle.add(session);
    }
    pump();
  }

  private void notOpened(Place place, Throwable failure) {
    NotOpened why =
        failure instanceof NotOpened known
            ? known
            : new NotOpened(Fault.SERVER, "not connected: " + failure);
    figures.notOpened(why.fault());
    Runnable then = () -> {};
    synchronized (this) {
      opening--;
      leave(place);
      Optional<Outcome> outcome = judge.notOpened(why, place.round(), System.nanoTime());
      if (outcome.isPresent() && !line.isEmpty()) {
        Job first = line.remove();
        then = () -> first.then().accept(outcome.get());
      }
    }
    then.run();
    pump();
  }

  private synchronized void gone(Session session) {
    idle.remove(session);
  }

  private void send(Session session, Place place) {
    session.send(place.job().orElseThrow().mail(), tried -> tried(session, place, tried));
  }

  private void tried(Session session, Place place, Tried tried) {
    Job job = place.job().orElseThrow();
    long now = System.nanoTime();
    figures.tried(tried.fault(), now - place.since());
    if (tried.fault() == Fault.NONE) {
      accepted = now;
    }
    Runnable then;
    synchronized (this) {
      leave(place);
      then = judged(job, session, place, tried, now);
      if (tried.isUsable()) {
        keep(session);
      }
    }
    then.run();
    pump();
  }

  /** What is to be done for the mail. */
  private Runnable judged(Job job, Session session, Place place, Tried tried, long now) {
    if (tried.isFarewell() && !session.wasFresh()) {
      job.permission().backInLine();
      line.addFirst(job);
      return () -> {};
    }
    if (tried.isFarewell() && session.mails() > 1) {
      mailsPerConnection.ended(session.mails() - 1);
    }
    Optional<Outcome> outcome = judge.judge(job.mail(), tried, place.round(), now);
    if (outcome.isEmpty()) {
      job.permission().backInLine();
      line.addLast(job);
      return () -> {};
    }
    return () -> job.then().accept(outcome.get());
  }

  private void keep(Session session) {
    if (stopped || mailsPerConnection.isReached(session.mails())) {
      session.quit();
    } else {
      idle.addLast(session);
    }
  }

  /** What waits for long gives its place away; what is idle for long is closed. */
  private void tick() {
    long now = System.nanoTime();
    synchronized (this) {
      for (Place place : taken) {
        if (!place.isGivenAway()
            && now - place.since() >= patienceNanos
            && givenAway < mostGivenAway) {
          place.giveAway();
          givenAway++;
          judge.slow(place.round(), now);
        }
      }
      while (!idle.isEmpty() && idle.peekFirst().isIdleFor(idleNanos, now)) {
        idle.removeFirst().quit();
      }
    }
    pump();
  }
}
