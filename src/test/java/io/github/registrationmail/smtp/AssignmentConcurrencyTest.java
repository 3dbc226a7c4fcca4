package io.github.registrationmail.smtp;

import io.github.registrationmail.Interleavings;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each mail has one outcome, no connection has two mails, and no place is used twice or lost. The
 * test decides when a connection opens and what the server says.
 */
@Param(name = "isOpened", gen = BooleanGen.class)
@Param(name = "verdict", gen = IntGen.class, conf = "0:2")
@Tag("interleavings")
public class AssignmentConcurrencyTest {

  private static final int MOST = 2;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Mail MAIL = new Mail("", "ada@example.org", new byte[0]);

  private static final Conversation SILENT = conversation();

  private record Sent(Session session, Place place) {}

  private final Queue<AtomicInteger> outcomes = new ConcurrentLinkedQueue<>();
  private final Queue<Place> opening = new ConcurrentLinkedQueue<>();
  private final Queue<Sent> sending = new ConcurrentLinkedQueue<>();
  private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();
  private final Set<Session> busy = ConcurrentHashMap.newKeySet();
  private final Set<Session> ended = ConcurrentHashMap.newKeySet();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final Assignment assignment;
  private volatile int mayBeUnderWay = MOST;
  private volatile boolean isTroubled;
  private volatile int capacity;

  public AssignmentConcurrencyTest() {
    Pace pace = new Pace(MOST, SECOND, SECOND);
    assignment =
        new Assignment(
            pace,
            new Judge(pace, SECOND, false),
            new MailsPerConnection(100),
            new Places(pace, SECOND.toNanos(), MOST),
            new IdleSessions(Duration.ofDays(1).toNanos()),
            new Assignment.Begins(this::begin, this::begin, () -> false));
    assignment.onCapacity(mails -> capacity = mails);
  }

  @Operation
  public void send() {
    AtomicInteger outcome = new AtomicInteger();
    outcomes.add(outcome);
    assignment.enter(new Job(MAIL, () -> true, decided -> outcome.incrementAndGet()));
    pump();
  }

  @Operation(params = "isOpened")
  public void open(boolean isOpened) {
    Place place = opening.poll();
    if (place == null) {
      return;
    }
    underWay.decrementAndGet();
    if (isOpened) {
      Session session = new Session(SILENT, Capabilities.NONE);
      sessions.add(session);
      assignment.opened(place, session);
    } else {
      isTroubled = true;
      assignment.notOpened(place, new NotOpened(Fault.SERVER, "thrown by the test")).run();
    }
    pump();
  }

  /** It is accepted, or refused, or the server asks for less. */
  @Operation(params = "verdict")
  public void answer(int verdict) {
    Sent sent = sending.poll();
    if (sent == null) {
      return;
    }
    underWay.decrementAndGet();
    busy.remove(sent.session);
    Fault fault = verdict == 0 ? Fault.NONE : verdict == 1 ? Fault.FOR_GOOD : Fault.SERVER;
    isTroubled |= fault == Fault.SERVER;
    boolean isUsable = !ended.contains(sent.session);
    Tried tried = new Tried(fault, Stage.TEXT, "", "", isUsable, false);
    assignment.tried(sent.session, sent.place, tried, System.nanoTime()).run();
    pump();
  }

  @Operation
  public void losePatience() {
    mayBeUnderWay = 3 * MOST;
    isTroubled = true;
    assignment.giveAway(System.nanoTime() + 2 * SECOND.toNanos());
    pump();
  }

  @Operation
  public void disconnect() {
    Session session = sessions.poll();
    if (session != null) {
      ended.add(session);
      assignment.gone(session);
    }
  }

  @Operation(runOnce = true)
  public void stop() {
    assignment.stop();
    pump();
  }

  @Validate
  public void hasAnOutcomeForEachMailAndAllItsPlaces() {
    end();
    if (!isTroubled) {
      checkOutcomes();
    }
    assignment.stop();
    pump();
    end();
    checkOutcomes();
    check(assignment.inFlight() == 0, "a mail is still being sent");
    check(capacity == 2 * assignment.status().connections(), "a place is lost: " + capacity);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
  }

  @Test
  void decideOnceAboutEachMailAndLoseNoPlace() {
    Interleavings.keepWhatMustHold(AssignmentConcurrencyTest.class);
  }

  private void pump() {
    for (Runnable work : assignment.next()) {
      work.run();
    }
  }

  private void end() {
    while (!opening.isEmpty() || !sending.isEmpty()) {
      open(true);
      answer(0);
    }
  }

  private void begin(Place place) {
    count();
    opening.add(place);
  }

  private void begin(Session session, Place place) {
    count();
    check(busy.add(session), "two mails on one connection");
    sending.add(new Sent(session, place));
  }

  private void count() {
    check(underWay.incrementAndGet() <= mayBeUnderWay, "more connections than the pace allows");
  }

  private void checkOutcomes() {
    outcomes.forEach(
        outcome -> check(outcome.get() == 1, "so many outcomes of a mail: " + outcome));
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  private static Conversation conversation() {
    return new Conversation(Silent.of(NetSocket.class, Map.of()), Silent.vertx(), stage -> 0L);
  }
}
