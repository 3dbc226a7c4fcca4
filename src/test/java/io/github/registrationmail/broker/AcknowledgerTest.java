package io.github.registrationmail.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AcknowledgerTest {

  private final List<Long> written = new ArrayList<>();
  private final List<Runnable> turns = new ArrayList<>();
  private boolean refuses;

  /** The acks of all deliveries that follow hang on it. */
  @Test
  void asksForAThreadAgainWhereNoneWasLeft() {
    Acknowledger acknowledger =
        new Acknowledger(
            (tag, upTo) -> written.add(tag), new AckWindow(Duration.ZERO), this::onAThread);
    acknowledger.delivered(1);
    acknowledger.delivered(2);
    refuses = true;
    assertThrows(RejectedExecutionException.class, () -> acknowledger.ack(1));
    refuses = false;
    acknowledger.ack(2);
    turns.remove(0).run();
    assertEquals(List.of(2L), written);
    assertEquals(0, acknowledger.inHand());
  }

  private void onAThread(Runnable turn) {
    if (refuses) {
      throw new RejectedExecutionException("thrown by the test");
    }
    turns.add(turn);
  }
}
