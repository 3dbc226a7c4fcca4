package io.github.registrationmail.broker;

import io.github.registrationmail.Interleavings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The broker is told of each delivery that is settled, once, and of no other: it closes the channel
 * over a tag that it does not know, and forgets a mail that is acknowledged too early. No ack waits
 * for those before it, so that both kinds are written.
 */
@Param(name = "oldest", gen = BooleanGen.class)
@Tag("interleavings")
public class AcknowledgerConcurrencyTest {

  /** What is out, as the broker knows it. */
  private final TreeSet<Long> out = new TreeSet<>();

  private final Deque<Long> open = new ArrayDeque<>();
  private final TreeSet<Long> settled = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();
  private final Object broker = new Object();
  private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
  private final Acknowledger acknowledger =
      new Acknowledger(this::acked, new AckWindow(Duration.ZERO), turns::add);
  private long last;

  /** The second of three is settled, and its ack not written yet. */
  public AcknowledgerConcurrencyTest() {
    deliver();
    deliver();
    ack(false);
    deliver();
  }

  @Operation(nonParallelGroup = "broker")
  public void deliver() {
    long tag = ++last;
    synchronized (broker) {
      out.add(tag);
    }
    acknowledger.delivered(tag);
    synchronized (broker) {
      open.add(tag);
    }
  }

  @Operation(params = "oldest")
  public void ack(boolean oldest) {
    settle(oldest).ifPresent(acknowledger::ack);
  }

  @Operation
  public void ackAll() {
    ack(true);
    ack(true);
  }

  @Operation
  public void reject() {
    settle(true)
        .ifPresent(
            tag -> {
              tellBroker(tag);
              acknowledger.rejected(tag);
            });
  }

  @Operation
  public void turn() {
    Runnable turn = turns.poll();
    if (turn != null) {
      turn.run();
    }
  }

  @Operation
  public void flush() {
    acknowledger.flush();
  }

  @Validate
  public void acknowledgesAllThatIsSettled() {
    while (!turns.isEmpty()) {
      turn();
    }
    if (!out.equals(new TreeSet<>(open))) {
      wrong.add("out are " + out + ", in hand " + open);
    }
    if (acknowledger.inHand() != open.size()) {
      wrong.add("counts " + acknowledger.inHand() + " of " + open.size());
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
  }

  @Test
  void acknowledgesWhatIsSettledOnce() {
    Interleavings.keepWhatMustHold(AcknowledgerConcurrencyTest.class);
  }

  private Optional<Long> settle(boolean oldest) {
    synchronized (broker) {
      Optional<Long> tag = Optional.ofNullable(oldest ? open.pollFirst() : open.pollLast());
      tag.ifPresent(settled::add);
      return tag;
    }
  }

  private void tellBroker(long rejected) {
    synchronized (broker) {
      out.remove(rejected);
    }
  }

  private void acked(long tag, boolean upTo) {
    synchronized (broker) {
      if (!out.contains(tag)) {
        wrong.add("the broker does not know " + tag);
      }
      TreeSet<Long> acked =
          upTo ? new TreeSet<>(out.headSet(tag, true)) : new TreeSet<>(List.of(tag));
      if (!settled.containsAll(acked)) {
        wrong.add("acknowledged before it was settled: " + acked);
      }
      out.removeAll(acked);
    }
  }
}
