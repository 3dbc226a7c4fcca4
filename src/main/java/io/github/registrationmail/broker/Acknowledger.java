package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.registrationmail.broker.AckWindow.Ack;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Acknowledges the deliveries of one channel, those of a moment together: the broker looks each ack
 * up among all deliveries that are out, and writes it to the queue's log. An ack that does not
 * reach the broker, because the connection went away, is missed by nobody: the redelivery claims
 * nothing.
 */
final class Acknowledger {

  private static final Logger LOG = Logger.getLogger(Acknowledger.class);

  /** The mails of one batch of rows are all done at once. */
  private static final Duration GATHER = Duration.ofMillis(5);

  /** Mails that are sent at once end in any order. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** Writes an ack to the connection. */
  interface Acks {
    void write(long deliveryTag, boolean upTo) throws IOException;
  }

  private final Acks acks;
  private final AckWindow window;
  private final Consumer<Runnable> later;
  private final Object order = new Object();
  private boolean scheduled;

  Acknowledger(Channel channel) {
    this(channel::basicAck, new AckWindow(PATIENCE), Acknowledger::afterAMoment);
  }

  /**
   * @param later does it once, on a thread that may block
   */
  Acknowledger(Acks acks, AckWindow window, Consumer<Runnable> later) {
    this.acks = acks;
    this.window = window;
    this.later = later;
  }

  synchronized void delivered(long deliveryTag) {
    window.delivered(deliveryTag);
  }

  synchronized void rejected(long deliveryTag) {
    window.rejected(deliveryTag);
  }

  synchronized void forget() {
    window.forget();
  }

  synchronized int inHand() {
    return window.inHand();
  }

  synchronized void ack(long deliveryTag) {
    window.ack(deliveryTag, System.nanoTime());
    schedule();
  }

  /** Blocks until what can be acknowledged now is written to the connection. */
  void flush() {
    // a later one may stand for the deliveries of an earlier one, which the broker would not know
    // then
    synchronized (order) {
      try {
        for (Ack ack : take()) {
          acks.write(ack.deliveryTag(), ack.upTo());
        }
      } catch (IOException | ShutdownSignalException gone) {
        LOG.debugf("acks were not written: %s", gone.getMessage());
      }
    }
  }

  private synchronized List<Ack> take() {
    return window.take(System.nanoTime());
  }

  private void schedule() {
    if (!scheduled && window.hasUnsent()) {
      scheduled = true;
      try {
        later.accept(this::turn);
      } catch (RuntimeException refused) {
        scheduled = false;
        throw refused;
      }
    }
  }

  private static void afterAMoment(Runnable turn) {
    var unused =
        Infrastructure.getDefaultWorkerPool()
            .schedule(turn, GATHER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void next() {
    scheduled = false;
    schedule();
  }

  private void turn() {
    try {
      flush();
    } finally {
      next();
    }
  }
}
