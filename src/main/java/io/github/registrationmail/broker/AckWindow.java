package io.github.registrationmail.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The deliveries of one AMQP channel that are not acknowledged yet, and which of them can be with
 * one {@code basic.ack}: all up to a delivery tag, once each of them is settled. One that stays
 * behind must not hold up the others, for the broker delivers no more than the prefetch before
 * their acks: they are then acknowledged one by one. Has no clock and no I/O.
 */
final class AckWindow {

  /**
   * One {@code basic.ack}.
   *
   * @param upTo whether it stands for every delivery up to this one
   */
  record Ack(long deliveryTag, boolean upTo) {}

  private final long patienceNanos;
  private final BitSet settled = new BitSet();
  private final NavigableMap<Long, Long> unsent = new TreeMap<>();
  private long first = 1;
  private long next = 1;
  private int inHand;

  /**
   * @param patience how long an ack waits for those of the deliveries before it
   */
  AckWindow(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /** Delivery tags count from 1 on each channel, without gaps. */
  void delivered(long deliveryTag) {
    next = deliveryTag + 1;
    inHand++;
  }

  /** The deliveries of a consumer that is gone are the broker's: what comes next is the first. */
  void forget() {
    first = next;
    inHand = 0;
    settled.clear();
    unsent.clear();
  }

  /**
   * Notes that this delivery is to be acknowledged.
   *
   * @param now nanoseconds of any clock that only goes forward
   */
  void ack(long deliveryTag, long now) {
    if (settle(deliveryTag)) {
      unsent.put(deliveryTag, now);
    }
  }

  /** Notes that this delivery has been rejected. */
  void rejected(long deliveryTag) {
    var unused = settle(deliveryTag);
  }

  /** Deliveries that are being worked on. */
  int inHand() {
    return inHand;
  }

  /** Whether {@link #take} has acks to give, now or later. */
  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** The acks to send now; each delivery is in one of them only. */
  List<Ack> take(long now) {
    List<Ack> acks = new ArrayList<>();
    passSettled();
    Long last = unsent.lowerKey(first);
    if (last != null) {
      acks.add(new Ack(last, true));
      unsent.headMap(last, true).clear();
    }
    unsent
        .entrySet()
        .removeIf(ack -> now - ack.getValue() >= patienceNanos && acks.add(alone(ack.getKey())));
    return acks;
  }

  private static Ack alone(long deliveryTag) {
    return new Ack(deliveryTag, false);
  }

  private boolean settle(long deliveryTag) {
    boolean open = deliveryTag >= first && deliveryTag < next && !settled.get(bit(deliveryTag));
    if (open) {
      settled.set(bit(deliveryTag));
      inHand--;
    }
    return open;
  }

  private void passSettled() {
    int run = settled.nextClearBit(0);
    if (run > 0) {
      BitSet rest = settled.get(run, settled.length());
      settled.clear();
      settled.or(rest);
      first += run;
    }
  }

  private int bit(long deliveryTag) {
    return Math.toIntExact(deliveryTag - first);
  }
}
