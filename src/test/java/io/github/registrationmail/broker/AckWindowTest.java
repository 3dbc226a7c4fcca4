package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.broker.AckWindow.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AckWindowTest {

  private static final long PATIENCE = Duration.ofMillis(100).toNanos();

  private final AckWindow window = new AckWindow(Duration.ofMillis(100));

  @Test
  void acknowledgesAllThatIsSettledWithOneAck() {
    deliver(1, 5);
    ack(0, 2, 1, 3);
    assertEquals(List.of(new Ack(3, true)), window.take(0));
    assertEquals(List.of(), window.take(0));
    assertEquals(2, window.inHand());
  }

  @Test
  void waitsForTheOneBefore() {
    deliver(1, 3);
    ack(0, 2, 3);
    assertEquals(List.of(), window.take(PATIENCE - 1));
    assertTrue(window.hasUnsent());
    ack(PATIENCE - 1, 1);
    assertEquals(List.of(new Ack(3, true)), window.take(PATIENCE - 1));
    assertFalse(window.hasUnsent());
  }

  @Test
  void acknowledgesOneByOneWhenTheOneBeforeStaysBehind() {
    deliver(1, 4);
    ack(0, 2, 3);
    ack(PATIENCE / 2, 4);
    assertEquals(List.of(new Ack(2, false), new Ack(3, false)), window.take(PATIENCE));
    ack(PATIENCE, 1);
    assertEquals(List.of(new Ack(4, true)), window.take(PATIENCE));
  }

  /** The broker closes the channel over a tag that is not out any more. */
  @Test
  void neverNamesADeliveryThatTheBrokerHasBackOrHasHeardOf() {
    deliver(1, 4);
    ack(0, 1, 3);
    window.rejected(2);
    window.rejected(4);
    assertEquals(List.of(new Ack(3, true)), window.take(0));
    deliver(5, 6);
    ack(0, 6);
    assertEquals(List.of(new Ack(6, false)), window.take(PATIENCE));
    window.rejected(5);
    assertEquals(List.of(), window.take(2 * PATIENCE));
  }

  @Test
  void acknowledgesEachDeliveryOnce() {
    deliver(1, 2);
    ack(0, 1, 1);
    assertEquals(List.of(new Ack(1, true)), window.take(0));
    ack(0, 1);
    assertEquals(List.of(), window.take(PATIENCE));
    assertEquals(1, window.inHand());
  }

  @Test
  void leavesTheDeliveriesOfAConsumerThatIsGone() {
    deliver(1, 3);
    ack(0, 2);
    window.forget();
    assertEquals(0, window.inHand());
    deliver(4, 5);
    ack(0, 3, 4);
    assertEquals(List.of(new Ack(4, true)), window.take(0));
    assertEquals(1, window.inHand());
  }

  /** What was settled behind it still is. */
  @Test
  void acknowledgesTogetherWhatWasSettledBehindAGap() {
    deliver(1, 5);
    ack(0, 1, 3, 4);
    assertEquals(List.of(new Ack(1, true)), window.take(0));
    ack(0, 2);
    assertEquals(List.of(new Ack(4, true)), window.take(0));
    assertEquals(1, window.inHand());
  }

  /** Not even an ack that waited for those before it: the broker knows the tag no longer. */
  @Test
  void keepsNothingOfAConsumerThatIsGone() {
    deliver(1, 3);
    ack(0, 3);
    window.forget();
    assertFalse(window.hasUnsent());
    assertEquals(List.of(), window.take(PATIENCE));
    deliver(4, 6);
    ack(0, 4, 5, 6);
    assertEquals(List.of(new Ack(6, true)), window.take(0));
    assertEquals(0, window.inHand());
  }

  /** In whatever order: all that is settled, nothing else, and nothing twice. */
  @Test
  void acknowledgesExactlyWhatIsSettled() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      AckWindow any = new AckWindow(Duration.ofMillis(100));
      TreeSet<Long> out = new TreeSet<>();
      List<Long> open = new ArrayList<>();
      TreeSet<Long> wanted = new TreeSet<>();
      long next = 1;
      for (long now = 0; now < 40 * PATIENCE; now += PATIENCE / 5) {
        for (int i = random.nextInt(8); i > 0; i--) {
          any.delivered(next);
          out.add(next);
          open.add(next++);
        }
        for (int i = random.nextInt(8); i > 0 && !open.isEmpty(); i--) {
          long tag = open.remove(random.nextInt(open.size()));
          if (random.nextInt(10) == 0) {
            out.remove(tag);
            any.rejected(tag);
          } else {
            wanted.add(tag);
            any.ack(tag, now);
          }
        }
        for (Ack ack : any.take(now)) {
          assertTrue(out.contains(ack.deliveryTag()), "unknown delivery tag");
          List<Long> acknowledged =
              ack.upTo()
                  ? List.copyOf(out.headSet(ack.deliveryTag(), true))
                  : List.of(ack.deliveryTag());
          assertTrue(wanted.containsAll(acknowledged), "acknowledged before it was settled");
          out.removeAll(acknowledged);
          wanted.removeAll(acknowledged);
        }
        assertEquals(open.size(), any.inHand());
      }
      var unused = any.take(41 * PATIENCE);
      assertFalse(any.hasUnsent());
    }
  }

  private void deliver(long from, long to) {
    for (long tag = from; tag <= to; tag++) {
      window.delivered(tag);
    }
  }

  private void ack(long now, long... tags) {
    for (long tag : tags) {
      window.ack(tag, now);
    }
  }
}
