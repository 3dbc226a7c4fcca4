package io.github.registrationmail.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Which mail goes out on which connection, and when: the mails in line, the places that the pace
 * allows and the connections that wait for a mail, all under one lock. What is to be done is
 * returned, and done outside of it: a beginning may end at once and come back here.
 */
final class Assignment {

  /**
   * How a connection is opened and a mail is sent.
   *
   * @param open opens a connection, and ends with {@link #opened} or {@link #notOpened}
   * @param send sends the place's mail, and ends with {@link #tried}
   * @param opensOneAtATime whether a second connection waits for the first
   */
  record Begins(
      Consumer<Place> open, BiConsumer<Session, Place> send, BooleanSupplier opensOneAtATime) {}

  private final Pace pace;
  private final Judge judge;
  private final MailsPerConnection mailsPerConnection;
  private final Places places;
  private final IdleSessions idle;
  private final Begins begins;
  private final Line line;
  private final Capacity capacity;

  private boolean stopped;

  Assignment(
      Pace pace,
      Judge judge,
      MailsPerConnection mailsPerConnection,
      Places places,
      IdleSessions idle,
      Begins begins) {
    this.pace = pace;
    this.judge = judge;
    this.mailsPerConnection = mailsPerConnection;
    this.places = places;
    this.idle = idle;
    this.begins = begins;
    this.line = new Line(pace, judge, mailsPerConnection);
    this.capacity = new Capacity(places.capacity());
  }

  synchronized void enter(Job job) {
    line.enter(job, System.nanoTime());
  }

  /** From now on nothing is begun. */
  synchronized void stop() {
    stopped = true;
  }

  /** What may be begun now, and what else follows from what has changed. */
  synchronized List<Runnable> next() {
    List<Runnable> works = new ArrayList<>();
    long now = System.nanoTime();
    if (stopped) {
      works.addAll(line.end());
    }
    while (!line.isEmpty() && !pace.isPaused(now) && places.free() > 0) {
      if (!idle.isEmpty()) {
        works.add(begin(line.next(), now));
      } else if (places.opening() < mostOpening()) {
        Place place = places.take(now);
        works.add(() -> begins.open().accept(place));
      } else {
        break;
      }
    }
    closeNeedless(stopped ? 0 : places.free(), now, works);
    if (capacity.becomes(places.capacity())) {
      works.add(capacity::tell);
    }
    return works;
  }

  /** A connection was opened. */
  synchronized void opened(Place place, Session session) {
    places.leave(place);
    idle.add(session);
  }

  /** None was; returns who is to be told. */
  synchronized Runnable notOpened(Place place, NotOpened why) {
    places.leave(place);
    return line.notOpened(why, place.round(), System.nanoTime());
  }

  /** A try has ended; returns who is to be told. */
  synchronized Runnable tried(Session session, Place place, Tried tried, long now) {
    places.leave(place);
    Runnable then = line.tried(place.job().orElseThrow(), session, place.round(), tried, now);
    if (tried.isUsable()) {
      keep(session);
    }
    return then;
  }

  /** A connection has ended. */
  synchronized void gone(Session session) {
    idle.gone(session);
  }

  /** Gives away the places of mails that wait for long. */
  synchronized void giveAway(long now) {
    places.giveAway(now).forEach(place -> judge.slow(place.round(), place.since(), now));
  }

  /** How sending is doing. */
  synchronized SendingStatus status() {
    long now = System.nanoTime();
    long left = pace.isHeld() ? pace.pausedUntil() - now : 0;
    return judge.trouble(now).status(Duration.ofNanos(Math.max(0, left)), pace.connections());
  }

  /** Mails that are being sent. */
  synchronized int inFlight() {
    return places.mails();
  }

  /** Tells how many mails are worth having in hand, now and whenever that changes. */
  void onCapacity(IntConsumer listener) {
    capacity.listen(listener);
  }

  private Runnable begin(Job job, long now) {
    if (!job.permission().begin()) {
      return () -> job.then().accept(new Outcome.NotBegun());
    }
    Session session = idle.take();
    Place place = places.take(job, now);
    return () -> begins.send().accept(session, place);
  }

  private void closeNeedless(int most, long now, List<Runnable> works) {
    Optional<Session> needless = idle.needless(most, now);
    while (needless.isPresent()) {
      works.add(needless.get()::quit);
      needless = idle.needless(most, now);
    }
  }

  private int mostOpening() {
    return begins.opensOneAtATime().getAsBoolean() ? 1 : line.size();
  }

  private void keep(Session session) {
    if (stopped || session.isWornOut() || mailsPerConnection.isReached(session.mails())) {
      session.quit();
    } else {
      idle.add(session);
    }
  }
}
